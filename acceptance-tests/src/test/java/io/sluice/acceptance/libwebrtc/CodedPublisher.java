package io.sluice.acceptance.libwebrtc;

import io.sluice.acceptance.picture.CodedPicture;
import io.sluice.acceptance.picture.PictureCode;
import io.sluice.standalone.publish.DrawnPicture;
import io.sluice.standalone.publish.NativeExit;
import io.sluice.standalone.publish.PublishPlan;
import io.sluice.standalone.publish.Publishing;
import io.sluice.standalone.publish.SentVideo;
import io.sluice.standalone.publish.VideoCodec;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/// The publisher of `sluice publish` with coded pictures: `URL CODEC`, until SIGTERM.
final class CodedPublisher {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;

  private CodedPublisher() {}

  public static void main(String[] arguments) throws Exception {
    SentVideo video = new SentVideo(VideoCodec.valueOf(arguments[1]), WIDTH, HEIGHT, 30, 1_500_000);
    PublishPlan plan =
        new PublishPlan(
            List.of(URI.create(arguments[0])), Optional.empty(), video, Optional.empty(), false);
    Publishing publishing = new Publishing(plan, new Picture(), System.out);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(publishing), "ending"));
    NativeExit.now(publishing.run());
  }

  private static void end(Publishing publishing) {
    publishing.stop(Duration.ofSeconds(4));
    NativeExit.now(0);
  }

  private static final class Picture implements DrawnPicture {
    private final CodedPicture picture = new CodedPicture(WIDTH, HEIGHT);

    @Override
    public void draw(long frame, LocalTime time) {
      picture.draw(PictureCode.tickAt(time));
    }

    @Override
    public byte[] y() {
      return picture.y();
    }

    @Override
    public byte[] u() {
      return picture.u();
    }

    @Override
    public byte[] v() {
      return picture.v();
    }
  }
}
