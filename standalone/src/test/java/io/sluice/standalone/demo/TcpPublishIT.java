package io.sluice.standalone.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sluice.standalone.cli.Sluice;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.peer.DisconnectReason;
import io.sluice.worker.peer.MediaNetwork;
import io.sluice.worker.peer.MediaServer;
import io.sluice.worker.peer.MediaServerConfig;
import io.sluice.worker.peer.MediaStatistics;
import io.sluice.worker.peer.OfferRefusedException;
import io.sluice.worker.peer.PublisherInfo;
import io.sluice.worker.peer.PublisherListener;
import io.sluice.worker.peer.PublisherSession;
import io.sluice.worker.sdp.AcceptedCodecs;
import io.sluice.worker.sdp.MediaCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// libwebrtc, the engine of browsers, where no UDP passes.
class TcpPublishIT {
  private static final LegPlan PLAN =
      LegPlan.adjacent(61_000, MediaCodec.VP8, 96, MediaCodec.OPUS, 111);

  @TempDir private Path folder;

  @Test
  void publishesByTcpAlone() throws Exception {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var said = new ByteArrayOutputStream();
    try (MediaServer media =
            MediaServer.start(MediaServerConfig.usual(MediaNetwork.loopback().withTcpPort(0)));
        IngestLegs legs = IngestLegs.open(PLAN)) {
      legs.ffmpegListens();
      http.createContext("/whip/tcp", exchange -> answer(exchange, media, legs));
      http.start();
      List<String> arguments =
          List.of(
              "http://127.0.0.1:" + http.getAddress().getPort() + "/whip/tcp",
              "--tcp",
              "--codec=vp8",
              "--seconds=3");
      try (var publisher =
          PublisherJvm.start(
              Sluice.class.getName(),
              arguments,
              folder.resolve("publisher.log"),
              new PrintStream(said, true, UTF_8))) {
        int exitCode = publisher.await(Duration.ofSeconds(60));

        assertThat(exitCode).as(said.toString(UTF_8)).isZero();
      }
      // Some 30 pictures and 50 pieces of sound a second.
      assertThat(media.counters().packetsForwarded()).isGreaterThan(100);
      assertThat(media.counters().sessionsConnected()).isEqualTo(1);
    } finally {
      http.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, MediaServer media, IngestLegs legs)
      throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("DELETE")) {
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      String offer = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      byte[] answer = accept(media, offer, legs).getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/sdp");
      exchange.getResponseHeaders().set("Location", "/whip/tcp/session");
      exchange.sendResponseHeaders(201, answer.length);
      try (OutputStream body = exchange.getResponseBody()) {
        body.write(answer);
      }
    }
  }

  private static String accept(MediaServer media, String offer, IngestLegs legs)
      throws IOException {
    try {
      PublisherSession session =
          media.accept(offer, "libwebrtc", AcceptedCodecs.only(PLAN.choice()), new Unheard());
      session.switchTo(legs);
      return session.answerSdp();
    } catch (OfferRefusedException e) {
      throw new IOException(e);
    }
  }

  private static final class Unheard implements PublisherListener {
    @Override
    public void connected(PublisherInfo info) {}

    @Override
    public void mediaStarted(Duration sincePost, int width, int height) {}

    @Override
    public void mediaStalled(Duration silent) {}

    @Override
    public void disconnected(DisconnectReason reason, String detail, MediaStatistics statistics) {}
  }
}
