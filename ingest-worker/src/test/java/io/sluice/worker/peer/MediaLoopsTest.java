package io.sluice.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.peer.RecordedEvents.Disconnected;
import io.sluice.worker.peer.loop.MediaLoop;
import io.sluice.worker.peer.tally.DropReason;
import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.sdp.AcceptedCodecs;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.testing.LegReceiver;
import io.sluice.worker.testing.MediaSamples;
import io.sluice.worker.testing.TestPublisher;
import io.sluice.worker.udp.DatagramIo;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Several loops on one port, by either way through the kernel.
@ParameterizedClass
@EnumSource(names = {"NATIVE", "NIO"})
class MediaLoopsTest {
  private static final byte[] KEY_FRAME = MediaSamples.vp8KeyFrame(640, 360);
  private static final byte[] FRAME = MediaSamples.vp8Frame();

  private final RecordedEvents events = new RecordedEvents();
  private final List<Stream> streams = new ArrayList<>();
  private final MediaServer server;

  private record Stream(
      TestPublisher publisher, LegReceiver ffmpeg, IngestLegs legs, PublisherPeer peer) {
    void close() {
      publisher.close();
      legs.close();
      ffmpeg.close();
    }

    List<Integer> received() {
      List<RtpPacket> packets = ffmpeg.video();
      return packets.stream()
          .map(packet -> packet.sequenceNumber() - packets.getFirst().sequenceNumber())
          .toList();
    }
  }

  MediaLoopsTest(DatagramIo io) {
    server =
        MediaServer.start(
            MediaServerConfig.usual(
                MediaNetwork.loopback()
                    .withBind(new InetSocketAddress(address("::"), 0))
                    .withAdvertised(List.of(address("127.0.0.1"), address("::1")))
                    .withIo(io)
                    .withLoops(4)));
  }

  @AfterEach
  void close() {
    streams.forEach(Stream::close);
    server.close();
  }

  @Test
  void carriesEachPublisherOnTheLoopThatSeesIt() throws Exception {
    for (int i = 0; i < 16; i++) {
      connect(i % 4 == 0 ? "::1" : "127.0.0.1");
    }
    for (int i = 0; i < 20; i++) {
      for (Stream stream : streams) {
        stream.publisher().video(i, i * 3_000, i == 0 ? KEY_FRAME : FRAME);
      }
    }

    List<Integer> all = IntStream.range(0, 20).boxed().toList();
    for (Stream stream : streams) {
      await().untilAsserted(() -> assertThat(stream.received()).isEqualTo(all));
    }
    assertThat(streams.stream().map(stream -> stream.peer().home().loop()).distinct().count())
        .isGreaterThan(1);
  }

  @Test
  void followsAPublisherThatChangesItsAddress() throws Exception {
    Stream stream = connect("127.0.0.1");
    MediaLoop home = stream.peer().home().loop();
    for (int i = 0; i < 12; i++) {
      int checks = stream.publisher().stun().size();
      stream.publisher().changeAddress();
      stream.publisher().check();
      await().until(() -> stream.publisher().stun().size() > checks);
      stream.publisher().video(i, i * 3_000, i == 0 ? KEY_FRAME : FRAME);
      int expected = i + 1;
      await().until(() -> stream.ffmpeg().video().size() == expected);
    }

    assertThat(stream.received()).isEqualTo(IntStream.range(0, 12).boxed().toList());
    assertThat(stream.peer().home().loop()).isSameAs(home);
    assertThat(events.of(Disconnected.class)).isEmpty();
  }

  @Test
  void movesNoSessionForAWrongPassword() throws Exception {
    List<TestPublisher> strangers = new ArrayList<>();
    LegReceiver ffmpeg = LegReceiver.open();
    IngestLegs legs = legs(ffmpeg);
    TestPublisher publisher = TestPublisher.open();
    PublisherPeer peer = accept(publisher, legs);
    streams.add(new Stream(publisher, ffmpeg, legs, peer));
    MediaLoop birthplace = peer.home().loop();
    for (int i = 0; i < 12; i++) {
      TestPublisher stranger = TestPublisher.open();
      strangers.add(stranger);
      stranger.answered(peer.answerSdp());
      stranger.check("not the password of the answer");
    }

    await()
        .until(() ->
            Objects.equals(
                server.counters().datagramsDropped().get(DropReason.STUN_NOT_AUTHENTIC), 12L));
    assertThat(peer.home().loop()).isSameAs(birthplace);
    strangers.forEach(TestPublisher::close);
  }

  @Test
  void endsSessionsThatNeverConnectOnWhateverLoop() throws Exception {
    server.close();
    MediaNetwork network = MediaNetwork.loopback().withLoops(4);
    try (MediaServer impatient =
            MediaServer.start(
                new MediaServerConfig(
                    network,
                    Duration.ofMillis(200),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(2)));
        TestPublisher publisher = TestPublisher.open()) {
      for (int i = 0; i < 40; i++) {
        PublisherSession _ =
            impatient.accept(
                publisher.offer("VP8/90000", "actpass"),
                "test",
                AcceptedCodecs.only(
                    LegPlan.adjacent(20_000, MediaCodec.VP8, 96, MediaCodec.OPUS, 111).choice()),
                events);
      }

      await().until(() -> events.of(Disconnected.class).size() == 40);
      assertThat(impatient.counters().openSessions()).isZero();
    }
  }

  @Test
  void tellsOneStreamsPacketsFromAnothers() throws Exception {
    Stream one = connect("127.0.0.1");
    Stream other = connect("::1");
    one.publisher().video(1, 0, KEY_FRAME);
    other.publisher().video(1, 0, MediaSamples.vp8KeyFrame(320, 180));

    await().until(() -> one.ffmpeg().video().size() == 1 && other.ffmpeg().video().size() == 1);
    assertThat(payloads(one)).isNotEqualTo(payloads(other));
  }

  private Stream connect(String address) throws OfferRefusedException {
    LegReceiver ffmpeg = LegReceiver.open();
    IngestLegs legs = legs(ffmpeg);
    TestPublisher publisher = TestPublisher.open(address);
    PublisherPeer peer = accept(publisher, legs);
    Stream stream = new Stream(publisher, ffmpeg, legs, peer);
    streams.add(stream);
    publisher.connect(peer.answerSdp());
    return stream;
  }

  private PublisherPeer accept(TestPublisher publisher, IngestLegs legs)
      throws OfferRefusedException {
    PublisherSession session =
        server.accept(
            publisher.offer("VP8/90000", "actpass"),
            "test",
            AcceptedCodecs.only(legs.plan().choice()),
            events);
    session.switchTo(legs);
    return (PublisherPeer) session;
  }

  private static IngestLegs legs(LegReceiver ffmpeg) {
    IngestLegs legs =
        IngestLegs.open(
            LegPlan.adjacent(ffmpeg.firstPort(), MediaCodec.VP8, 96, MediaCodec.OPUS, 111));
    legs.ffmpegListens();
    return legs;
  }

  private static String payloads(Stream stream) {
    return stream.ffmpeg().video().stream()
        .map(packet -> packet.payloadLength() + ":" + packet.buffer()[18] + packet.buffer()[19])
        .collect(Collectors.joining(","));
  }

  private static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
  }
}
