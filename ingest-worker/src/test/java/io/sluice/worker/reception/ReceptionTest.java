package io.sluice.worker.reception;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sluice.worker.rtp.RtcpPacket;
import io.sluice.worker.rtp.RtcpReader;
import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.sdp.AgreedMedia;
import io.sluice.worker.sdp.Feedback;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.sdp.MediaKind;
import io.sluice.worker.testing.MediaSamples;
import io.sluice.worker.testing.RtpDatagram;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceptionTest {
  private static final long MILLI = 1_000_000L;
  private static final int SSRC = 7;
  private static final int RTX_SSRC = 8;
  private static final byte[] KEY_FRAME = MediaSamples.vp8KeyFrame(640, 360);
  private static final byte[] FRAME = MediaSamples.vp8Frame();
  private static final byte[] REST = new byte[50];
  private static final byte[] PADDING = new byte[0];

  /// H264 (RFC 6184 §5.6, §5.8): an access unit delimiter, parameter sets, pieces of a key picture.
  private static final byte[] DELIMITER = HexFormat.of().parseHex("0910");

  private static final byte[] SPS = HexFormat.of().parseHex("6742c01f8c8d40501e900f08846a");
  private static final byte[] IDR_START = HexFormat.of().parseHex("7c85aabb");
  private static final byte[] IDR_END = HexFormat.of().parseHex("7c45ccdd");

  private final List<String> delivered = new ArrayList<>();
  private final List<RtcpPacket> heard = new ArrayList<>();
  private final ReceptionCounters counters = ReceptionCounters.zero();

  private Reception reception =
      reception(Sections.video(MediaCodec.VP8, Feedback.NACK, Feedback.PLI), Sections.audio());

  @Test
  void deliversAPictureOnceItIsWhole() {
    video(10, 0, KEY_FRAME, false, 0);
    video(11, 0, REST, false, 0);
    assertThat(delivered).isEmpty();

    video(12, 0, REST, true, 5);

    assertThat(delivered).containsExactly("v10 t0", "v11 t0", "v12 t0");
  }

  /// libwebrtc drops what it has not yet sent when it has encoded a key frame: the picture before
  /// stops in the middle, and no number is missing.
  @Test
  void withholdsAPictureThatItsPublisherBrokeOff() {
    video(10, 0, KEY_FRAME, true, 0);
    video(11, 3_000, FRAME, false, 33);
    video(12, 6_000, KEY_FRAME, false, 66);
    video(13, 6_000, REST, true, 66);

    assertThat(delivered).containsExactly("v10 t0", "v11 t6000", "v12 t6000");
  }

  @Test
  void asksForAKeyFrameAfterAPictureThatItsPublisherBrokeOff() {
    video(10, 0, KEY_FRAME, true, 0);
    video(11, 3_000, FRAME, false, 33);
    video(12, 6_000, FRAME, true, 66);
    tickUntil(100);

    assertThat(delivered).containsExactly("v10 t0");
    assertThat(keyFrameRequests()).isPositive();
  }

  @Test
  void takesANewTimestampForTheEndOfAPictureWhereThePublisherMarksNone() {
    for (int picture = 0; picture < 4; picture++) {
      video(10 + picture, 3_000 * picture, KEY_FRAME, false, 33L * picture);
    }
    assertThat(delivered).isEmpty();

    video(14, 12_000, FRAME, false, 132);
    video(15, 15_000, FRAME, false, 165);

    assertThat(delivered).containsExactly("v10 t9000", "v11 t12000");
  }

  @Test
  void closesTheNumbersOverPadding() {
    video(10, 0, KEY_FRAME, true, 0);
    video(11, 0, PADDING, false, 1);
    video(12, 0, PADDING, false, 2);
    video(13, 3_000, FRAME, true, 33);

    assertThat(delivered).containsExactly("v10 t0", "v11 t3000");
    assertThat(reception.packetsReceived()).isEqualTo(2);
  }

  @Test
  void withholdsWhatFollowsAPictureWithAHoleUntilAKeyFrame() {
    video(10, 0, KEY_FRAME, true, 0);
    video(11, 3_000, FRAME, false, 33);
    video(13, 3_000, REST, true, 33);
    video(14, 6_000, FRAME, true, 66);
    tickUntil(600);
    video(15, 9_000, FRAME, true, 601);
    video(16, 12_000, KEY_FRAME, true, 634);

    assertThat(delivered).containsExactly("v10 t0", "v11 t12000");
    assertThat(counters.withheld().sum()).isEqualTo(4);
    assertThat(counters.lost().sum()).isEqualTo(1);
    assertThat(keyFrameRequests()).isPositive();
  }

  @Test
  void showsABrokenPictureAtLastWhereNoKeyFrameEverComes() {
    video(10, 0, KEY_FRAME, true, 0);
    video(12, 6_000, FRAME, true, 66);
    tickUntil(600);
    video(13, 9_000, FRAME, true, 9_000);
    assertThat(delivered).hasSize(1);

    video(14, 12_000, FRAME, true, 11_000);

    assertThat(delivered).containsExactly("v10 t0", "v11 t12000");
  }

  @Test
  void doesNotTakeTheMiddleOfAKeyFrameForItsBeginning() {
    reception = reception(Sections.video(MediaCodec.H264, Feedback.PLI));
    video(10, 0, SPS, false, 0);
    video(12, 0, IDR_START, false, 1);
    video(13, 0, IDR_END, true, 2);
    tickUntil(600);
    assertThat(delivered).isEmpty();
    video(14, 3_000, DELIMITER, false, 633);
    video(15, 3_000, SPS, false, 633);
    video(16, 3_000, IDR_START, false, 633);
    video(17, 3_000, IDR_END, true, 633);

    assertThat(delivered).hasSize(4);
  }

  @Test
  void beginsWithParameterSetsWhereTheBeginningOfThePictureIsUnknown() {
    reception = reception(Sections.video(MediaCodec.H264, Feedback.PLI));
    video(10, 0, DELIMITER, false, 0);
    video(11, 0, SPS, false, 0);
    video(12, 0, IDR_START, false, 1);
    video(13, 0, IDR_END, true, 2);

    assertThat(delivered).hasSize(3);
  }

  @Test
  void takesARetransmissionOnceAndOnlyForWhatIsMissing() {
    video(10, 0, KEY_FRAME, true, 0);
    video(12, 6_000, FRAME, true, 66);
    retransmit(900, 11, 3_000, FRAME);
    retransmit(901, 11, 3_000, FRAME);
    retransmit(902, 10, 0, KEY_FRAME);
    retransmit(903, 10, 0, PADDING);

    assertThat(delivered).containsExactly("v10 t0", "v11 t3000", "v12 t6000");
    assertThat(counters.repaired().sum()).isEqualTo(1);
  }

  @Test
  void reckonsWhatWasLostOnTheWayAndWhatOfItForGood() {
    video(10, 0, KEY_FRAME, true, 0);
    video(12, 6_000, FRAME, true, 66);
    retransmit(900, 11, 3_000, FRAME);
    video(14, 12_000, FRAME, true, 133);
    tickUntil(2_000);

    ReceptionFigures figures = reception.figures();

    assertThat(figures.packetsMissed()).isEqualTo(2);
    assertThat(figures.packetsLost()).isEqualTo(1);
    assertThat(figures.packetsReceived()).isEqualTo(4);
    assertThat(figures.videoJitter()).isPresent();
    assertThat(figures.audioJitter()).as("no sound came").isEmpty();
    assertThat(figures.repeatTime()).as("it was not asked for").isEmpty();
  }

  @Test
  void putsSoundInOrderWithoutHoldingItUpForLong() {
    audio(1, 0, 0);
    audio(3, 1_920, 40);
    audio(2, 960, 50);
    audio(5, 3_840, 80);
    tickUntil(120);
    assertThat(delivered).containsExactly("a1 t0", "a2 t960", "a3 t1920");

    tickUntil(160);

    assertThat(delivered).endsWith("a4 t3840");
  }

  @Test
  void followsAnotherSourceOnceTheFormerIsSilent() {
    video(10, 0, KEY_FRAME, true, 0);
    assertThat(give(99, 500, 0, KEY_FRAME, true, 499)).isFalse();
    assertThat(give(99, 501, 0, FRAME, true, 500)).isTrue();
    tickUntil(520);
    assertThat(keyFrameRequests()).isPositive();
    give(99, 502, 3_000, KEY_FRAME, true, 540);

    assertThat(delivered).containsExactly("v10 t0", "v11 t3000");
  }

  @Test
  void asksByFullIntraRequestWhereOnlyThatWasAgreedOn() {
    reception = reception(Sections.video(MediaCodec.VP8, Feedback.FIR));
    video(10, 0, FRAME, true, 0);
    reception.tick(true, 20 * MILLI);

    assertThat(heard)
        .anyMatch(packet ->
            packet instanceof RtcpPacket.Unknown unknown
                && unknown.packetType() == 206
                && unknown.count() == 4);
    assertThat(keyFrameRequests()).isZero();
  }

  /// RTP of both kinds with reordering, holes that are repaired, and all feedback: nothing of it
  /// may cost the collector anything per packet. What is left is a report each second.
  @Test
  void allocatesNothingPerPacket() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Steady steady = new Steady();
    steady.run(40_000);
    long before = threads.getCurrentThreadAllocatedBytes();
    steady.run(20_000);

    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated / 20_000).as("bytes for a packet").isLessThan(8);
  }

  /// A stream of 500 packets a second that is never in order for long.
  private static final class Steady {
    private final ReceptionCounters counters = ReceptionCounters.zero();
    private final RtpPacket packet = new RtpPacket();
    private final byte[][] packets = new byte[10][];
    private final Reception reception =
        new Reception(
            new Reception.Receiver(1, Duration.ofSeconds(2), counters, new PacketPool()),
            List.of(Sections.video(MediaCodec.VP8, Feedback.NACK, Feedback.PLI)),
            (_, _, _) -> {},
            (_, _) -> {},
            0);
    private int sequence;
    private long nanos;

    Steady() {
      for (int i = 0; i < packets.length; i++) {
        packets[i] =
            RtpDatagram.of(SSRC, Sections.VIDEO_PT, 0, 0, i == 9, i == 0 ? KEY_FRAME : REST);
      }
    }

    void run(int count) {
      for (int i = 0; i < count; i += 10) {
        for (int j = 0; j < 10; j++) {
          give(j == 4 ? 5 : j == 5 ? 4 : j);
        }
        sequence += 10;
      }
    }

    private void give(int index) {
      byte[] bytes = packets[index];
      int end = bytes.length;
      packet.wrap(bytes, 0, end);
      packet.setSequenceNumber((sequence + index) & 0xffff);
      packet.setRtpTimestamp(sequence * 180);
      nanos += 2 * MILLI;
      reception.receive(packet, nanos);
      reception.tick(false, nanos);
    }
  }

  private Reception reception(AgreedMedia... media) {
    return new Reception(
        new Reception.Receiver(1, Duration.ofHours(1), counters, new PacketPool()),
        List.of(media),
        this::deliver,
        (buffer, length) -> heard.addAll(RtcpReader.read(buffer, 0, length)),
        0);
  }

  private void deliver(MediaKind kind, RtpPacket packet, long arrivalNanos) {
    String name = kind == MediaKind.VIDEO ? "v" : "a";
    int number = (kind == MediaKind.VIDEO ? 10 : 1) + packet.sequenceNumber();
    delivered.add(name + number + " t" + packet.rtpTimestamp());
  }

  private void video(int sequence, int timestamp, byte[] payload, boolean marker, long atMillis) {
    assertThat(give(SSRC, sequence, timestamp, payload, marker, atMillis)).isTrue();
  }

  private void audio(int sequence, int timestamp, long atMillis) {
    byte[] bytes =
        RtpDatagram.of(9, Sections.AUDIO_PT, sequence, timestamp, false, MediaSamples.opus());
    assertThat(receive(bytes, atMillis)).isTrue();
  }

  private boolean give(
      int ssrc, int sequence, int timestamp, byte[] payload, boolean marker, long atMillis) {
    return receive(
        RtpDatagram.of(ssrc, Sections.VIDEO_PT, sequence, timestamp, marker, payload), atMillis);
  }

  private void retransmit(int rtxSequence, int sequence, int timestamp, byte[] payload) {
    byte[] inside = new byte[payload.length == 0 ? 0 : 2 + payload.length];
    if (payload.length > 0) {
      inside[0] = (byte) (sequence >> 8);
      inside[1] = (byte) sequence;
      System.arraycopy(payload, 0, inside, 2, payload.length);
    }
    byte[] bytes = RtpDatagram.of(RTX_SSRC, Sections.RTX_PT, rtxSequence, timestamp, true, inside);
    assertThat(receive(bytes, 100)).isTrue();
  }

  private boolean receive(byte[] bytes, long atMillis) {
    RtpPacket packet = new RtpPacket();
    byte[] copy = Arrays.copyOf(bytes, bytes.length);
    assertThat(packet.wrap(copy, 0, copy.length)).isTrue();
    return reception.receive(packet, atMillis * MILLI);
  }

  private void tickUntil(long millis) {
    for (long at = 0; at <= millis; at += 20) {
      reception.tick(false, at * MILLI);
    }
  }

  private long keyFrameRequests() {
    return heard.stream().filter(RtcpPacket.PictureLossIndication.class::isInstance).count();
  }
}
