package io.sluice.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.worker.dtls.DtlsRole;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.peer.RecordedEvents.Connected;
import io.sluice.worker.peer.RecordedEvents.MediaStarted;
import io.sluice.worker.rtp.RtcpPacket;
import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.testing.LegReceiver;
import io.sluice.worker.testing.RtpDatagram;
import io.sluice.worker.testing.TestPublisher;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Media of one publisher, on its way to FFmpeg.
class MediaServerTest extends MediaServerFixture {
  @ParameterizedTest
  @ValueSource(strings = {"actpass", "active", "passive"})
  void takesMediaThroughInEitherDtlsRole(String setup) throws Exception {
    PublisherSession session = accept(publisher.offer("VP8/90000", setup));
    publisher.connect(session.answerSdp());
    publisher.video(500, 9_000, KEY_FRAME);
    publisher.audio(70, 48_000);
    publisher.video(501, 12_000, FRAME);

    await().until(() -> ffmpeg.video().size() == 2 && ffmpeg.audio().size() == 1);
    assertThat(ffmpeg.video()).extracting(RtpPacket::payloadType).containsOnly(96);
    assertThat(ffmpeg.audio()).extracting(RtpPacket::payloadType).containsOnly(111);
    assertThat(ffmpeg.videoRtcp()).hasAtLeastOneElementOfType(RtcpPacket.SenderReport.class);
    await().until(() -> !events.of(MediaStarted.class).isEmpty());
    PublisherInfo info = events.of(Connected.class).getFirst().info();
    assertThat(info.dtlsRole()).isEqualTo(setup.equals("passive") ? "CLIENT" : "SERVER");
    assertThat(info.videoCodec()).isEqualTo(MediaCodec.VP8);
    assertThat(events.of(MediaStarted.class).getFirst())
        .extracting(MediaStarted::width, MediaStarted::height)
        .containsExactly(640, 360);
  }

  @Test
  void leavesThePayloadAsItIs() throws Exception {
    PublisherSession session = connect();
    publisher.video(1, 0, KEY_FRAME);

    await().until(() -> ffmpeg.video().size() == 1);
    RtpPacket packet = ffmpeg.video().getFirst();
    assertThat(payload(packet)).isEqualTo(KEY_FRAME);
    assertThat(session.isOpen()).isTrue();
  }

  @Test
  void asksForAKeyFrameAgainAndAgainUntilOneComes() throws Exception {
    PublisherSession _ = connect();
    publisher.video(1, 0, FRAME);

    await().until(() -> publisher.keyFrameRequests() >= 2);
    publisher.video(2, 3_000, KEY_FRAME);
    await().until(() -> ffmpeg.video().size() == 1);
  }

  @Test
  void holdsSoundBackUntilThereIsAPicture() throws Exception {
    PublisherSession _ = connect();
    publisher.audio(1, 0);
    publisher.audio(2, 960);
    publisher.video(1, 0, KEY_FRAME);
    publisher.audio(3, 1_920);

    await().until(() -> ffmpeg.audio().size() == 1);
    assertThat(events.of(MediaStarted.class)).hasSize(1);
  }

  @Test
  void keepsMediaThatComesBeforeTheKeys() throws Exception {
    PublisherSession session = accept(publisher.offer("VP8/90000", "passive"));
    publisher.answered(session.answerSdp());
    publisher.check();
    publisher.startDtls(DtlsRole.SERVER);
    assertThat(publisher.handshake()).isNotNull();
    for (int i = 0; i < 3; i++) {
      publisher.video(i, i * 3_000, i == 0 ? KEY_FRAME : FRAME);
    }

    await().until(() -> ffmpeg.video().size() == 3);
  }

  @Test
  void asksForWhatIsMissingAndTakesItFromARetransmission() throws Exception {
    PublisherSession _ = connect();
    publisher.video(10, 0, KEY_FRAME);
    publisher.video(12, 6_000, FRAME);

    await().until(() -> nacked().contains(11));
    assertThat(ffmpeg.video()).hasSize(1);
    publisher.rtx(900, 11, 3_000, FRAME);
    publisher.rtx(901, 10, 0, KEY_FRAME);

    await().until(() -> ffmpeg.video().size() == 3);
    int first = ffmpeg.video().getFirst().sequenceNumber();
    assertThat(ffmpeg.video())
        .extracting(packet -> packet.sequenceNumber() - first)
        .containsExactly(0, 1, 2);
    assertThat(server.counters().packetsRepaired()).isEqualTo(1);
  }

  @Test
  void withholdsWhatWouldNotDecodeAndAsksForAKeyFrame() throws Exception {
    PublisherSession session = connect();
    publisher.video(10, 0, KEY_FRAME);
    publisher.video(12, 6_000, FRAME);
    await().until(() -> publisher.keyFrameRequests() >= 1);
    publisher.video(13, 9_000, KEY_FRAME);

    await().until(() -> ffmpeg.video().size() == 2);
    RtpPacket after = ffmpeg.video().get(1);
    assertThat(payload(after)).isEqualTo(KEY_FRAME);
    assertThat(after.sequenceNumber() - ffmpeg.video().get(0).sequenceNumber()).isEqualTo(1);
    assertThat(server.counters().packetsLost()).isEqualTo(1);
    assertThat(server.counters().packetsWithheld()).isEqualTo(1);
    session.close(DisconnectReason.DELETED);
    assertThat(disconnected().statistics())
        .isEqualTo(new MediaStatistics(3, 1, 2 * KEY_FRAME.length + FRAME.length));
  }

  @Test
  void reportsToThePublisherEachSecond() throws Exception {
    PublisherSession _ = connect();
    publisher.video(1, 0, KEY_FRAME);

    await()
        .until(() ->
            publisher.feedback().stream()
                .anyMatch(packet ->
                    packet instanceof RtcpPacket.ReceiverReport report
                        && !report.blocks().isEmpty()
                        && report.blocks().getFirst().ssrc() == TestPublisher.VIDEO_SSRC));
  }

  @Test
  void acknowledgesArrivalsWhereTransportWideFeedbackWasAgreedOn() throws Exception {
    String offer =
        publisher
            .offer("VP8/90000", "actpass")
            .replace(
                "a=rtcp-fb:100 goog-remb",
                "a=rtcp-fb:100 transport-cc\na=extmap:5 "
                    + "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01");
    publisher.connect(accept(offer).answerSdp());
    byte[] packet =
        RtpDatagram.of(TestPublisher.VIDEO_SSRC, TestPublisher.VIDEO_PT, 1, 0, true, KEY_FRAME);
    publisher.media(RtpDatagram.withExtension(packet, 5, 4_711));

    // Transport layer feedback, format 15.
    await().until(() -> heard(205, 15));
    await().until(() -> ffmpeg.video().size() == 1);
    assertThat(payload(ffmpeg.video().getFirst())).isEqualTo(KEY_FRAME);
    assertThat(ffmpeg.video().getFirst().extension(5)).isNegative();
  }

  @Test
  void advisesABitrateWhereOnlyRembWasAgreedOn() throws Exception {
    PublisherSession _ = connect();
    publisher.video(1, 0, KEY_FRAME);

    // Payload-specific feedback, format 15.
    await().until(() -> heard(206, 15));
    assertThat(heard(205, 15)).isFalse();
  }

  @Test
  void switchesToAnotherFfmpegFromAKeyFrameOn() throws Exception {
    PublisherSession session = connect();
    publisher.video(1, 0, KEY_FRAME);
    await().until(() -> ffmpeg.video().size() == 1);
    try (LegReceiver other = LegReceiver.open();
        IngestLegs otherLegs =
            IngestLegs.open(
                LegPlan.adjacent(other.firstPort(), MediaCodec.VP8, 96, MediaCodec.OPUS, 111))) {
      session.switchTo(otherLegs);
      otherLegs.ffmpegListens();
      await().until(() -> publisher.keyFrameRequests() >= 1);
      publisher.video(2, 3_000, FRAME);
      publisher.video(3, 6_000, KEY_FRAME);

      await().until(() -> other.video().size() == 1);
      assertThat(ffmpeg.video()).hasSize(1);
    }
  }

  private List<Integer> nacked() {
    return publisher.feedback().stream()
        .filter(RtcpPacket.GenericNack.class::isInstance)
        .flatMap(packet -> ((RtcpPacket.GenericNack) packet).sequenceNumbers().stream())
        .toList();
  }

  private boolean heard(int packetType, int format) {
    return publisher.feedback().stream()
        .anyMatch(packet ->
            packet instanceof RtcpPacket.Unknown unknown
                && unknown.packetType() == packetType
                && unknown.count() == format);
  }

  private static byte[] payload(RtpPacket packet) {
    return Arrays.copyOfRange(
        packet.buffer(), packet.payloadOffset(), packet.payloadOffset() + packet.payloadLength());
  }
}
