package io.sluice.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.peer.RecordedEvents.Disconnected;
import io.sluice.worker.peer.tally.DropReason;
import io.sluice.worker.rtp.RtcpPacket;
import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.sdp.AcceptedCodecs;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.testing.Garbage;
import io.sluice.worker.testing.LegReceiver;
import io.sluice.worker.testing.MediaSamples;
import io.sluice.worker.testing.RtpDatagram;
import io.sluice.worker.testing.TestPublisher;
import io.sluice.worker.udp.DatagramIo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/// A stream while others send what they like to the media port, from addresses of their own and
/// from the publisher's.
@ParameterizedClass
@CsvSource({"NATIVE, 1", "NATIVE, 4", "NIO, 1"})
class HostileDatagramsTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int PACKETS = 400;
  private static final int GARBAGE_FOR_EACH = 50;

  /// What the sockets' buffers hold with ease: whatever is missing then, the worker has lost.
  private static final int GARBAGE_UNDER_WAY = 1_000;

  private static final int PACKETS_UNDER_WAY = 20;

  private final LegReceiver ffmpeg = LegReceiver.open();
  private final IngestLegs legs =
      IngestLegs.open(
          LegPlan.adjacent(ffmpeg.firstPort(), MediaCodec.VP8, 96, MediaCodec.OPUS, 111));
  private final RecordedEvents events = new RecordedEvents();
  private final TestPublisher publisher = TestPublisher.open();
  private final List<TestPublisher> strangers = new ArrayList<>();
  private final MediaServer server;

  HostileDatagramsTest(DatagramIo io, int loops) {
    server =
        MediaServer.start(
            MediaServerConfig.usual(MediaNetwork.loopback().withIo(io).withLoops(loops)));
    legs.ffmpegListens();
  }

  @AfterEach
  void close() {
    publisher.close();
    strangers.forEach(TestPublisher::close);
    server.close();
    legs.close();
    ffmpeg.close();
  }

  /// As fast as it is read: some 50 times the datagrams of the stream.
  @Test
  void bringsEveryPacketThroughAFloodOfGarbage() throws Exception {
    PublisherSession session = connect();
    List<TestPublisher> senders = new ArrayList<>(List.of(publisher));
    for (int i = 0; i < 8; i++) {
      senders.add(stranger(session));
    }
    Garbage garbage = new Garbage(ufrag(session));
    long before = server.counters().datagramsReceived();
    long sent = 0;
    for (int i = 0; i < PACKETS; i++) {
      publisher.audio(i, i * 960);
      for (int j = 0; j < GARBAGE_FOR_EACH; j++) {
        byte[] datagram = garbage.next();
        senders.get(j % senders.size()).sendRaw(datagram, datagram.length);
      }
      publisher.video(i, i * 3_000, picture(i));
      sent += GARBAGE_FOR_EACH + 2;
      int packets = i + 1;
      long read = before + sent - GARBAGE_UNDER_WAY;
      soon(() -> server.counters().datagramsReceived() >= read);
      soon(() -> ffmpeg.video().size() >= packets - PACKETS_UNDER_WAY);
    }

    long all = before + sent;
    soon(() -> server.counters().datagramsReceived() >= all);
    soon(() -> ffmpeg.video().size() == PACKETS);
    soon(() -> ffmpeg.audio().size() == PACKETS - 1); // the first had no picture before it
    assertStreamArrived(PACKETS);
    assertThat(sequence(ffmpeg.audio())).isEqualTo(upTo(PACKETS - 1));
    assertThat(strangers).allSatisfy(stranger -> assertThat(stranger.stun()).isEmpty());
    assertThat(events.of(Disconnected.class)).isEmpty();
    assertThat(session.isOpen()).isTrue();
  }

  /// By the clock: ten datagrams of garbage a millisecond, and a stream of pictures and sound.
  @Test
  void bringsEveryPacketThroughTenThousandDatagramsOfGarbageASecond() throws Exception {
    PublisherSession session = connect();
    List<TestPublisher> senders =
        new ArrayList<>(List.of(publisher, stranger(session), stranger(session)));
    Garbage garbage = new Garbage(ufrag(session));
    long before = server.counters().datagramsReceived();

    int pictures = 200;
    eachMillisecond(
        10 * pictures,
        tick -> {
          for (int i = 0; i < 10; i++) {
            byte[] datagram = garbage.next();
            senders.get(i % senders.size()).sendRaw(datagram, datagram.length);
          }
          if (tick % 10 == 0) {
            publisher.video(tick / 10, tick * 300, picture(tick / 10));
            publisher.audio(tick / 10, tick * 96);
          }
        });

    soon(() -> server.counters().datagramsReceived() == before + 102L * pictures);
    soon(() -> ffmpeg.video().size() == pictures && ffmpeg.audio().size() == pictures);
    assertStreamArrived(pictures);
    assertThat(sequence(ffmpeg.audio())).isEqualTo(upTo(pictures));
    assertThat(events.of(Disconnected.class)).isEmpty();
    assertThat(session.isOpen()).isTrue();
  }

  /// Ticks that are late follow at once: the pace holds over time.
  private static void eachMillisecond(int ticks, IntConsumer tick) throws Exception {
    AtomicInteger next = new AtomicInteger();
    CompletableFuture<Void> over = new CompletableFuture<>();
    try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      clock.scheduleAtFixedRate(
          () -> {
            try {
              int number = next.getAndIncrement();
              if (number < ticks) {
                tick.accept(number);
              } else {
                over.complete(null);
              }
            } catch (RuntimeException e) {
              over.completeExceptionally(e);
            }
          },
          0,
          1,
          TimeUnit.MILLISECONDS);
      try {
        over.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      } finally {
        clock.shutdownNow();
      }
    }
  }

  @Test
  void takesNoPacketTwiceWhoeverSendsItAgain() throws Exception {
    PublisherSession session = connect();
    TestPublisher stranger = stranger(session);
    long before = dropped(DropReason.ADDRESS_UNKNOWN);
    List<byte[]> datagrams = new ArrayList<>();
    for (int i = 0; i < PACKETS; i++) {
      byte[] datagram = publisher.encrypted(video(i));
      datagrams.add(datagram);
      publisher.sendRaw(datagram, datagram.length);
      int packets = i + 1;
      soon(() -> ffmpeg.video().size() >= packets - PACKETS_UNDER_WAY);
    }
    soon(() -> ffmpeg.video().size() == PACKETS);

    datagrams.forEach(datagram -> publisher.sendRaw(datagram, datagram.length));
    datagrams.reversed().forEach(datagram -> publisher.sendRaw(datagram, datagram.length));
    datagrams.forEach(datagram -> stranger.sendRaw(datagram, datagram.length));

    soon(() -> dropped(DropReason.SRTP_NOT_AUTHENTIC) == 2 * PACKETS);
    soon(() -> dropped(DropReason.ADDRESS_UNKNOWN) == before + PACKETS);
    publisher.media(video(PACKETS));
    soon(() -> ffmpeg.video().size() == PACKETS + 1);
    assertStreamArrived(PACKETS + 1);
    session.close(DisconnectReason.DELETED);
    soon(() -> !events.of(Disconnected.class).isEmpty());
    assertThat(events.of(Disconnected.class).getFirst().statistics().packetsReceived())
        .isEqualTo(PACKETS + 1);
  }

  /// The offer names the source of the pictures only.
  @Test
  void findsTheSourceOfTheSoundAmongForgedOnes() throws Exception {
    connect();
    publisher.media(video(0));
    soon(() -> ffmpeg.video().size() == 1);
    Random random = new Random(8_108);

    int sounds = 20;
    for (int i = 0; i < sounds; i++) {
      for (int j = 0; j < GARBAGE_FOR_EACH; j++) {
        byte[] forged =
            RtpDatagram.of(
                random.nextInt(), TestPublisher.AUDIO_PT, j, 0, false, MediaSamples.opus());
        publisher.sendRaw(forged, forged.length);
      }
      publisher.audio(i, i * 960);
    }

    soon(() -> ffmpeg.audio().size() >= sounds - 5);
    soon(() -> dropped(DropReason.SRTP_NOT_AUTHENTIC) >= sounds * GARBAGE_FOR_EACH);
  }

  @Test
  void learnsNothingFromACheckWithAWrongPassword() throws Exception {
    PublisherSession session = connect();
    TestPublisher stranger = stranger(session);
    long before = dropped(DropReason.ADDRESS_UNKNOWN);
    stranger.check("not the password of the answer");
    soon(() -> dropped(DropReason.STUN_NOT_AUTHENTIC) == 1);

    byte[] datagram = publisher.encrypted(video(0));
    stranger.sendRaw(datagram, datagram.length);
    soon(() -> dropped(DropReason.ADDRESS_UNKNOWN) == before + 1);
    publisher.sendRaw(datagram, datagram.length);

    soon(() -> ffmpeg.video().size() == 1);
    soon(() -> !publisher.feedback().isEmpty());
    assertThat(stranger.stun()).isEmpty();
  }

  /// FFmpeg ends at a BYE: that word is ours alone.
  @Test
  void keepsThePublishersByeFromFfmpeg() throws Exception {
    PublisherSession session = connect();
    publisher.media(video(0));
    soon(() -> ffmpeg.video().size() == 1);
    publisher.senderReportAndBye(TestPublisher.VIDEO_SSRC, 1L << 40, 0);
    publisher.audio(0, 0);
    publisher.senderReportAndBye(TestPublisher.AUDIO_SSRC, 1L << 40, 0);
    publisher.media(video(1));

    soon(() -> ffmpeg.video().size() == 2 && ffmpeg.audio().size() == 1);
    int reports = ffmpeg.videoRtcp().size();
    soon(() -> ffmpeg.videoRtcp().size() > reports && !ffmpeg.audioRtcp().isEmpty());
    assertThat(dropped(DropReason.SRTP_NOT_AUTHENTIC)).isZero();
    assertThat(ffmpeg.videoRtcp()).doesNotHaveAnyElementsOfTypes(RtcpPacket.Bye.class);
    assertThat(ffmpeg.audioRtcp()).doesNotHaveAnyElementsOfTypes(RtcpPacket.Bye.class);
    assertThat(session.isOpen()).isTrue();
  }

  private PublisherSession connect() throws OfferRefusedException {
    PublisherSession session =
        server.accept(
            publisher.offer("VP8/90000", "actpass"),
            "test",
            AcceptedCodecs.only(legs.plan().choice()),
            events);
    session.switchTo(legs);
    publisher.connect(session.answerSdp());
    soon(() -> server.counters().sessionsConnected() == 1);
    return session;
  }

  private TestPublisher stranger(PublisherSession session) {
    TestPublisher stranger = TestPublisher.open();
    stranger.answered(session.answerSdp());
    strangers.add(stranger);
    return stranger;
  }

  private void assertStreamArrived(int packets) {
    List<RtpPacket> video = ffmpeg.video();
    assertThat(sequence(video)).isEqualTo(upTo(packets));
    for (int i = 0; i < packets; i++) {
      RtpPacket packet = video.get(i);
      assertThat(
              Arrays.copyOfRange(
                  packet.buffer(),
                  packet.payloadOffset(),
                  packet.payloadOffset() + packet.payloadLength()))
          .as("packet %d", i)
          .isEqualTo(picture(i));
      assertThat(packet.rtpTimestamp() - video.getFirst().rtpTimestamp()).isEqualTo(i * 3_000);
    }
  }

  private long dropped(DropReason reason) {
    return server.counters().datagramsDropped().getOrDefault(reason, 0L);
  }

  private static List<Integer> sequence(List<RtpPacket> packets) {
    return packets.stream()
        .map(packet -> (packet.sequenceNumber() - packets.getFirst().sequenceNumber()) & 0xffff)
        .toList();
  }

  private static List<Integer> upTo(int count) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  private static byte[] video(int number) {
    return RtpDatagram.of(
        TestPublisher.VIDEO_SSRC,
        TestPublisher.VIDEO_PT,
        number,
        number * 3_000,
        true,
        picture(number));
  }

  /// Each unlike the others; the first is a key frame.
  private static byte[] picture(int number) {
    byte[] picture = number == 0 ? MediaSamples.vp8KeyFrame(640, 360) : MediaSamples.vp8Frame();
    ByteBuffer.wrap(picture).putInt(picture.length - 4, number);
    return picture;
  }

  private static String ufrag(PublisherSession session) {
    return session
        .answerSdp()
        .lines()
        .filter(line -> line.startsWith("a=ice-ufrag:"))
        .findFirst()
        .orElseThrow()
        .substring("a=ice-ufrag:".length());
  }

  private static void soon(Callable<Boolean> condition) {
    await()
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(condition);
  }
}
