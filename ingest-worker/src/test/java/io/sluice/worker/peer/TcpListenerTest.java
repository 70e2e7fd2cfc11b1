package io.sluice.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.peer.RecordedEvents.Connected;
import io.sluice.worker.peer.loop.SessionTable;
import io.sluice.worker.peer.loop.TcpArrivals;
import io.sluice.worker.peer.tally.Tally;
import io.sluice.worker.peer.tcp.TcpLimits;
import io.sluice.worker.peer.tcp.TcpListener;
import io.sluice.worker.sdp.AcceptedCodecs;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.testing.LegReceiver;
import io.sluice.worker.testing.MediaSamples;
import io.sluice.worker.testing.TestPublisher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpListenerTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(200);

  private final SessionTable sessions = new SessionTable();
  private final Tally tally = new Tally();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable resource : open.reversed()) {
      resource.close();
    }
  }

  @Test
  void carriesAPublisherWithoutUdp() throws Exception {
    MediaServer server =
        opened(
            MediaServer.start(
                MediaServerConfig.usual(MediaNetwork.loopback().withLoops(2).withTcpPort(0))));
    LegReceiver ffmpeg = opened(LegReceiver.open());
    IngestLegs legs =
        opened(
            IngestLegs.open(
                LegPlan.adjacent(ffmpeg.firstPort(), MediaCodec.VP8, 96, MediaCodec.OPUS, 111)));
    legs.ffmpegListens();
    TestPublisher publisher = opened(TestPublisher.openTcp(server.tcpCandidates().getFirst()));
    RecordedEvents events = new RecordedEvents();
    PublisherSession session =
        server.accept(
            publisher.offer("VP8/90000", "actpass"),
            "test",
            AcceptedCodecs.only(legs.plan().choice()),
            events);
    session.switchTo(legs);
    publisher.connect(session.answerSdp());
    publisher.video(1, 0, MediaSamples.vp8Frame());
    await().until(() -> publisher.keyFrameRequests() >= 1);
    for (int i = 2; i < 50; i++) {
      publisher.video(
          i, i * 3_000, i == 2 ? MediaSamples.vp8KeyFrame(64, 64) : MediaSamples.vp8Frame());
    }

    await().until(() -> ffmpeg.video().size() == 48);
    assertThat(events.of(Connected.class)).hasSize(1);
    session.close(DisconnectReason.DELETED);
    await().until(publisher::heardCloseNotify);
  }

  @Test
  void namesItsCandidatesAfterThoseOfUdp() throws Exception {
    MediaServer server =
        opened(MediaServer.start(MediaServerConfig.usual(MediaNetwork.loopback().withTcpPort(0))));
    TestPublisher publisher = opened(TestPublisher.open());
    PublisherSession session =
        server.accept(
            publisher.offer("VP8/90000", "actpass"),
            "test",
            AcceptedCodecs.only(
                LegPlan.adjacent(20_000, MediaCodec.VP8, 96, MediaCodec.OPUS, 111).choice()),
            new RecordedEvents());

    List<String> candidates =
        session.answerSdp().lines().filter(line -> line.startsWith("a=candidate")).toList();
    assertThat(candidates).hasSize(2);
    assertThat(candidates.get(0)).contains(" udp ");
    assertThat(candidates.get(1))
        .contains(" tcp ", " " + server.tcpCandidates().getFirst().getPort() + " typ host")
        .endsWith("tcptype passive");
    assertThat(Long.parseLong(candidates.get(0).split(" ")[3]))
        .isGreaterThan(Long.parseLong(candidates.get(1).split(" ")[3]));
  }

  @Test
  void endsConnectionsThatNeverProveAnything() throws Exception {
    TcpListener listener = listen(new TcpLimits(10, SHORT, LONG));
    Socket silent = connect(listener);
    Socket slow = connect(listener);
    slow.getOutputStream().write(5);
    Socket talking = connect(listener);
    talking.getOutputStream().write(new byte[] {0, 3, 1, 2, 3});

    assertThat(silent.getInputStream().read()).isEqualTo(-1);
    assertThat(slow.getInputStream().read()).isEqualTo(-1);
    assertThat(talking.getInputStream().read()).isEqualTo(-1);
    await().until(() -> listener.connections() == 0);
  }

  @Test
  void endsConnectionsThatFallSilent() throws Exception {
    TcpListener listener = listen(new TcpLimits(10, Duration.ofSeconds(2), SHORT));
    Socket silent = connect(listener);

    assertThat(silent.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void takesNoFrameLongerThanAnyDatagram() throws Exception {
    TcpListener listener = listen(new TcpLimits(10, LONG, LONG));
    Socket greedy = connect(listener);
    greedy.getOutputStream().write(new byte[] {(byte) 0xff, (byte) 0xff, 1});

    assertThat(greedy.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void letsTheOldestThatProvedNothingGiveWay() throws Exception {
    TcpListener listener = listen(new TcpLimits(3, LONG, LONG));
    Socket first = connect(listener);
    await().until(() -> listener.connections() == 1);
    for (int i = 0; i < 3; i++) {
      connect(listener);
    }

    assertThat(first.getInputStream().read()).isEqualTo(-1);
    await().until(() -> listener.connections() == 3);
  }

  @Test
  void leavesNoConnectionOpenWhenClosed() throws Exception {
    TcpListener listener = listen(new TcpLimits(10, LONG, LONG));
    Socket client = connect(listener);
    await().until(() -> listener.connections() == 1);
    listener.close();

    assertThat(client.getInputStream().read()).isEqualTo(-1);
  }

  private TcpListener listen(TcpLimits limits) {
    return opened(
        TcpListener.open(
            new InetSocketAddress(LOOPBACK, 0), limits, new TcpArrivals(sessions, tally)));
  }

  private Socket connect(TcpListener listener) throws IOException {
    Socket socket = opened(new Socket(LOOPBACK, listener.port()));
    socket.setSoTimeout(20_000);
    return socket;
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.add(resource);
    return resource;
  }
}
