package io.sluice.worker.legs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.worker.legs.LegStream.LegStart;
import io.sluice.worker.legs.LegTimeline.Admission;
import io.sluice.worker.rtp.PictureSize;
import io.sluice.worker.rtp.RtcpPacket.SenderReport;
import io.sluice.worker.rtp.RtcpReader;
import io.sluice.worker.rtp.RtcpWriter;
import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.sdp.MediaKind;
import io.sluice.worker.testing.MediaSamples;
import io.sluice.worker.testing.RtpDatagram;
import java.util.HexFormat;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LegTimelineTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;

  /// Some day of 2026.
  private static final long START = 1_780_000_000L * SECOND;

  private static final Offset<Long> ROUNDING = Offset.offset(50_000L);

  private final LegTimeline legs =
      new LegTimeline(
          LegPlan.adjacent(20_000, MediaCodec.VP8, 96, MediaCodec.OPUS, 111),
          Map.of(
              MediaKind.VIDEO,
              new LegStream(0xAAAA, 96, 90_000, new LegStart(65_530, 1_000, START)),
              MediaKind.AUDIO,
              new LegStream(0xBBBB, 111, 48_000, new LegStart(10, 2_000, START))));
  private long now = START;

  @Test
  void givesEveryPublisherTheSameSourceAndPayloadType() {
    begin();
    RtpPacket first = keyFrame(7, 1, 5);
    begin();
    RtpPacket second = keyFrame(8, 40_000, 77);

    assertThat(first.ssrc()).isEqualTo(0xAAAA).isEqualTo(second.ssrc());
    assertThat(first.payloadType()).isEqualTo(96).isEqualTo(second.payloadType());
  }

  @Test
  void countsSequenceNumbersOnOverPublishersAndPastTheirEnd() {
    begin();
    assertThat(keyFrame(7, 65_533, 0).sequenceNumber()).isEqualTo(65_530);
    for (int i = 1; i <= 8; i++) {
      assertThat(frame(7, (65_533 + i) & 0xffff, i * 3_000).sequenceNumber())
          .isEqualTo((65_530 + i) & 0xffff);
    }
    begin();
    assertThat(keyFrame(8, 12, 0).sequenceNumber()).isEqualTo(3);
  }

  @Test
  void leavesGapsWhereThePublisherHasThem() {
    begin();
    int first = keyFrame(7, 100, 0).sequenceNumber();

    assertThat(frame(7, 103, 9_000).sequenceNumber()).isEqualTo((first + 3) & 0xffff);
  }

  @Test
  void sendsNothingThatIsOlderThanWhatWentBefore() {
    begin();
    keyFrame(7, 100, 0);

    assertThat(admit(MediaKind.VIDEO, 7, 99, 0, MediaSamples.vp8Frame()))
        .isEqualTo(Admission.TOO_LATE);
    assertThat(admit(MediaKind.VIDEO, 7, 100, 0, MediaSamples.vp8Frame()))
        .isEqualTo(Admission.TOO_LATE);
  }

  @Test
  void beginsEveryPublisherOnAKeyFrame() {
    begin();
    assertThat(admit(MediaKind.VIDEO, 7, 1, 0, MediaSamples.vp8Frame()))
        .isEqualTo(Admission.BEFORE_KEY_FRAME);
    keyFrame(7, 2, 0);
    begin();

    assertThat(admit(MediaKind.VIDEO, 8, 1, 0, MediaSamples.vp8Frame()))
        .isEqualTo(Admission.BEFORE_KEY_FRAME);
    assertThat(legs.isVideoStarted()).isFalse();
    keyFrame(8, 2, 0);
    assertThat(legs.pictureSize()).isEqualTo(new PictureSize(640, 360));
  }

  @Test
  void holdsSoundBackUntilThePictureStarts() {
    begin();
    assertThat(admit(MediaKind.AUDIO, 9, 1, 0, MediaSamples.opus()))
        .isEqualTo(Admission.BEFORE_VIDEO);
    keyFrame(7, 1, 0);

    assertThat(admit(MediaKind.AUDIO, 9, 2, 960, MediaSamples.opus()))
        .isEqualTo(Admission.SEND_AFTER_REPORT);
  }

  @Test
  void sendsSoundAtOnceWhenThePublisherHasNoPicture() {
    legs.begin(new PublisherMedia(false, true));

    assertThat(admit(MediaKind.AUDIO, 9, 1, 0, MediaSamples.opus()))
        .isEqualTo(Admission.SEND_AFTER_REPORT);
    assertThat(admit(MediaKind.VIDEO, 7, 1, 0, MediaSamples.vp8KeyFrame(2, 2)))
        .isEqualTo(Admission.NO_LEG);
  }

  @Test
  void keepsAGapBetweenPublishersAsLongAsItWas() {
    begin();
    int before = keyFrame(7, 1, 123_456).rtpTimestamp();
    now += 10 * SECOND;
    begin();

    assertThat(keyFrame(8, 1, -99).rtpTimestamp() - before).isEqualTo(900_000);
  }

  @Test
  void neverGoesBackInTimeWhenAPublisherRanAheadOfTheClock() {
    begin();
    keyFrame(7, 1, 0);
    int last = frame(7, 2, 30 * 90_000).rtpTimestamp();
    now += SECOND;
    begin();

    assertThat(keyFrame(8, 1, 0).rtpTimestamp() - last).isEqualTo(3_600);
  }

  @Test
  void keepsBothLegsOnOneClockOverPublishers() {
    begin();
    keyFrame(7, 1, 5_000);
    audio(9, 1, 70_000);
    frame(7, 2, 5_000 + 60 * 90_000);
    now += SECOND;
    begin();
    keyFrame(8, 1, 42);
    audio(10, 1, 43);

    assertThat(dueNanos(MediaKind.AUDIO)).isCloseTo(dueNanos(MediaKind.VIDEO), ROUNDING);
  }

  @Test
  void changesTimestampsByOneConstantForEachPublisher() {
    begin();
    int base = keyFrame(7, 1, Integer.MAX_VALUE - 1_000).rtpTimestamp();

    assertThat(frame(7, 2, Integer.MAX_VALUE - 1_000 + 3_003).rtpTimestamp() - base)
        .isEqualTo(3_003);
  }

  @Test
  void alignsSoundAndPictureByWhatThePublisherReports() {
    begin();
    // Sound arrives 80 ms later than the picture it belongs to.
    keyFrame(7, 1, 0);
    now += 80 * MILLI;
    audio(9, 1, 0);
    legs.senderReport(MediaKind.VIDEO, 7, ntp(500 * SECOND), 0);
    legs.senderReport(MediaKind.AUDIO, 9, ntp(500 * SECOND), 0);

    assertThat(dueNanos(MediaKind.AUDIO)).isCloseTo(dueNanos(MediaKind.VIDEO), ROUNDING);
    assertThat(dueNanos(MediaKind.VIDEO)).isCloseTo(START + 80 * MILLI, ROUNDING);
  }

  @Test
  void movesALegOnlyForwardsToAlignIt() {
    begin();
    keyFrame(7, 1, 0);
    audio(9, 1, 0);
    legs.senderReport(MediaKind.VIDEO, 7, ntp(500 * SECOND), 0);
    legs.senderReport(MediaKind.AUDIO, 9, ntp(500 * SECOND + 30 * MILLI), 0);

    assertThat(dueNanos(MediaKind.VIDEO)).isCloseTo(START, ROUNDING);
    assertThat(dueNanos(MediaKind.AUDIO)).isCloseTo(START + 30 * MILLI, ROUNDING);
  }

  @Test
  void followsReportsThatComeLateInSmallStepsOnly() {
    begin();
    keyFrame(7, 1, 0);
    legs.senderReport(MediaKind.VIDEO, 7, ntp(500 * SECOND), 0);
    long before = dueNanos(MediaKind.VIDEO);
    legs.senderReport(MediaKind.VIDEO, 7, ntp(501 * SECOND + 200 * MILLI), 90_000);
    long late = dueNanos(MediaKind.VIDEO);
    legs.senderReport(MediaKind.VIDEO, 7, ntp(502 * SECOND), 180_000);

    assertThat(late - before).isCloseTo(5 * MILLI, ROUNDING);
    assertThat(dueNanos(MediaKind.VIDEO)).isCloseTo(before, ROUNDING);
  }

  @Test
  void alignsFromTheFirstPacketOnWhenTheReportsCameBefore() {
    begin();
    legs.senderReport(MediaKind.AUDIO, 9, ntp(500 * SECOND), 48_000);
    legs.senderReport(MediaKind.VIDEO, 7, ntp(500 * SECOND), 90_000);
    keyFrame(7, 1, 90_000);
    now += 200 * MILLI;
    audio(9, 1, 48_000);

    assertThat(dueNanos(MediaKind.AUDIO)).isCloseTo(dueNanos(MediaKind.VIDEO), ROUNDING);
  }

  @Test
  void takesReportsThatMakeNoSenseForNone() {
    begin();
    keyFrame(7, 1, 0);
    audio(9, 1, 0);
    legs.senderReport(MediaKind.VIDEO, 7, ntp(500 * SECOND), 0);
    legs.senderReport(MediaKind.AUDIO, 9, ntp(99_999 * SECOND), 0);

    assertThat(dueNanos(MediaKind.AUDIO)).isCloseTo(START, ROUNDING);
  }

  @Test
  void reportsTheTimestampAboutToBeSentBeforeTheFirstPacket() {
    begin();
    RtpPacket packet = keyFrame(7, 1, 777);

    SenderReport report = report(MediaKind.VIDEO);
    assertThat(report.ssrc()).isEqualTo(0xAAAA);
    assertThat(report.rtpTimestamp()).isEqualTo(packet.rtpTimestamp());
    assertThat(report.packetCount()).isEqualTo(1);
    assertThat(report.octetCount()).isEqualTo(packet.payloadLength());
  }

  @Test
  void takesASourceThatComesInTheMiddleForANewOne() {
    begin();
    int before = keyFrame(7, 1, 0).sequenceNumber();
    now += SECOND;

    assertThat(admit(MediaKind.VIDEO, 70, 900, 1, MediaSamples.vp8Frame()))
        .isEqualTo(Admission.BEFORE_KEY_FRAME);
    assertThat(keyFrame(70, 901, 1).sequenceNumber()).isEqualTo(before + 1);
  }

  @Test
  void closesTheNumbersOverHigherLayersOfVp9() {
    LegTimeline vp9 =
        new LegTimeline(
            LegPlan.adjacent(20_000, MediaCodec.VP9, 96, MediaCodec.OPUS, 111),
            Map.of(
                MediaKind.VIDEO,
                new LegStream(0xAAAA, 96, 90_000, new LegStart(500, 1_000, START))));
    vp9.begin(new PublisherMedia(true, false));
    RtpPacket key =
        RtpDatagram.packet(7, 1, 10, 0, hex("ac120005824983420013f00b360c38241c184a00"));
    RtpPacket higher = RtpDatagram.packet(7, 1, 11, 0, hex("ac120205824983420013f00b"));
    RtpPacket next = RtpDatagram.packet(7, 1, 12, 3_000, hex("ec13000686004092"));

    assertThat(vp9.admit(MediaKind.VIDEO, key, now)).isEqualTo(Admission.SEND_AFTER_REPORT);
    assertThat(vp9.admit(MediaKind.VIDEO, higher, now)).isEqualTo(Admission.HIGHER_LAYER);
    assertThat(vp9.admit(MediaKind.VIDEO, next, now)).isEqualTo(Admission.SEND);

    assertThat(key.sequenceNumber()).isEqualTo(500);
    assertThat(next.sequenceNumber()).isEqualTo(501);
    assertThat(next.payloadLength()).isEqualTo(5);
    assertThat(vp9.pictureSize()).isEqualTo(new PictureSize(320, 180));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private void begin() {
    legs.begin(new PublisherMedia(true, true));
  }

  private RtpPacket keyFrame(int ssrc, int sequence, int timestamp) {
    RtpPacket packet =
        RtpDatagram.packet(ssrc, 1, sequence, timestamp, MediaSamples.vp8KeyFrame(640, 360));
    assertThat(legs.admit(MediaKind.VIDEO, packet, now)).isEqualTo(Admission.SEND_AFTER_REPORT);
    return packet;
  }

  private RtpPacket frame(int ssrc, int sequence, int timestamp) {
    RtpPacket packet = RtpDatagram.packet(ssrc, 1, sequence, timestamp, MediaSamples.vp8Frame());
    assertThat(legs.admit(MediaKind.VIDEO, packet, now)).isEqualTo(Admission.SEND);
    return packet;
  }

  private void audio(int ssrc, int sequence, int timestamp) {
    assertThat(admit(MediaKind.AUDIO, ssrc, sequence, timestamp, MediaSamples.opus()))
        .isEqualTo(Admission.SEND_AFTER_REPORT);
  }

  private Admission admit(MediaKind kind, int ssrc, int sequence, int timestamp, byte[] payload) {
    return legs.admit(kind, RtpDatagram.packet(ssrc, 1, sequence, timestamp, payload), now);
  }

  private long dueNanos(MediaKind kind) {
    return NtpNanos.ofNtp(report(kind).ntpTime());
  }

  private SenderReport report(MediaKind kind) {
    RtcpWriter writer = new RtcpWriter(256);
    legs.writeSenderReport(kind, writer);
    return (SenderReport) RtcpReader.read(writer.buffer(), 0, writer.length()).getFirst();
  }

  private static long ntp(long nanos) {
    return NtpNanos.toNtp(nanos);
  }
}
