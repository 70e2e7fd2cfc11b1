package io.sluice.worker.legs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.worker.rtp.RtcpPacket;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.sdp.MediaKind;
import io.sluice.worker.testing.DirectLegOutput;
import io.sluice.worker.testing.LegReceiver;
import io.sluice.worker.testing.MediaSamples;
import io.sluice.worker.testing.RtpDatagram;
import io.sluice.worker.udp.UdpAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngestLegsTest {
  private static final PublisherMedia BOTH = new PublisherMedia(true, true);

  private final LegReceiver ffmpeg = LegReceiver.open();
  private final DirectLegOutput output = new DirectLegOutput();
  private final IngestLegs legs =
      IngestLegs.open(
          LegPlan.adjacent(ffmpeg.firstPort(), MediaCodec.VP8, 96, MediaCodec.OPUS, 111));

  @AfterEach
  void close() {
    legs.close();
    output.close();
    ffmpeg.close();
  }

  @Test
  void forwardsNothingUntilFfmpegListens() {
    PublisherFeed feed = legs.attach(BOTH, output);
    assertThat(send(feed, 1)).isEqualTo(Forwarding.NOT_LISTENING);
    assertThat(feed.awaitsKeyFrame()).isFalse();
    legs.ffmpegListens();

    assertThat(feed.awaitsKeyFrame()).isTrue();
    assertThat(send(feed, 2)).isEqualTo(Forwarding.FORWARDED);
    await().until(() -> ffmpeg.video().size() == 1);
    assertThat(feed.awaitsKeyFrame()).isFalse();
  }

  @Test
  void cutsThePublisherOffWhosePlaceAnotherTook() {
    legs.ffmpegListens();
    PublisherFeed first = legs.attach(BOTH, output);
    PublisherFeed second = legs.attach(BOTH, output);

    assertThat(send(first, 1)).isEqualTo(Forwarding.DETACHED);
    assertThat(send(second, 1)).isEqualTo(Forwarding.FORWARDED);
  }

  @Test
  void saysByeToBothLegsAndNothingAfterwards() {
    legs.ffmpegListens();
    PublisherFeed feed = legs.attach(BOTH, output);
    legs.sendBye();

    await().until(() -> ffmpeg.videoRtcp().size() == 2 && ffmpeg.audioRtcp().size() == 2);
    assertThat(ffmpeg.videoRtcp().getFirst()).isInstanceOf(RtcpPacket.ReceiverReport.class);
    assertThat(ffmpeg.videoRtcp().getLast()).isInstanceOf(RtcpPacket.Bye.class);
    assertThat(ffmpeg.audioRtcp().getLast()).isInstanceOf(RtcpPacket.Bye.class);
    assertThat(send(feed, 1)).isEqualTo(Forwarding.NOT_LISTENING);
  }

  @Test
  void saysByeOnlyAfterTheMediaThatWaits() {
    List<Runnable> afterwards = new ArrayList<>();
    LegOutput busy =
        new LegOutput() {
          @Override
          public void add(byte[] buffer, int offset, int length, UdpAddress destination) {
            afterwards.add(() -> output.add(buffer, offset, length, destination));
          }

          @Override
          public void keepOrder() {}

          @Override
          public void afterwards(Runnable task) {
            afterwards.add(task);
          }
        };
    legs.ffmpegListens();
    send(legs.attach(BOTH, busy), 1);
    legs.sendBye();
    assertThat(afterwards).as("report, packet, bye").hasSize(3);
    afterwards.subList(1, 3).forEach(Runnable::run);

    await().until(() -> !ffmpeg.videoRtcp().isEmpty());
    assertThat(ffmpeg.video()).hasSize(1);
  }

  @Test
  void reportsOnLegsThatHaveMedia() {
    legs.ffmpegListens();
    PublisherFeed feed = legs.attach(BOTH, output);
    send(feed, 1);
    feed.sendReports();

    await().until(() -> ffmpeg.videoRtcp().size() == 2);
    assertThat(ffmpeg.audioRtcp()).isEmpty();
  }

  @Test
  void survivesAnFfmpegThatIsNotThere() {
    ffmpeg.close();
    legs.ffmpegListens();
    PublisherFeed feed = legs.attach(BOTH, output);
    for (int i = 0; i < 50; i++) {
      assertThat(send(feed, i)).isEqualTo(Forwarding.FORWARDED);
    }
    legs.sendBye();
  }

  @Test
  void isNeverOpenedTowardsAnotherHost() {
    assertThatThrownBy(() ->
            new LegPlan(
                InetAddress.ofLiteral("192.0.2.1"),
                new LegPlan.Leg(MediaCodec.VP8, 96, 20_000),
                null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Forwarding send(PublisherFeed feed, int sequence) {
    return feed.packet(
        MediaKind.VIDEO,
        RtpDatagram.packet(7, 1, sequence, sequence * 3_000, MediaSamples.vp8KeyFrame(64, 64)),
        System.nanoTime());
  }
}
