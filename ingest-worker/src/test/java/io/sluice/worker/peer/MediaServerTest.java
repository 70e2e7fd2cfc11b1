package io.sluice.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.worker.dtls.DtlsRole;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.peer.RecordedEvents.Connected;
import io.sluice.worker.peer.RecordedEvents.Disconnected;
import io.sluice.worker.peer.RecordedEvents.MediaStalled;
import io.sluice.worker.peer.RecordedEvents.MediaStarted;
import io.sluice.worker.peer.tally.DropReason;
import io.sluice.worker.rtp.RtcpPacket;
import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.sdp.AcceptedCodecs;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.testing.LegReceiver;
import io.sluice.worker.testing.MediaSamples;
import io.sluice.worker.testing.RtpDatagram;
import io.sluice.worker.testing.TestPublisher;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaServerTest {
  private static final byte[] KEY_FRAME = MediaSamples.vp8KeyFrame(640, 360);
  private static final byte[] FRAME = MediaSamples.vp8Frame();

  private final LegReceiver ffmpeg = LegReceiver.open();
  private final IngestLegs legs =
      IngestLegs.open(
          LegPlan.adjacent(ffmpeg.firstPort(), MediaCodec.VP8, 96, MediaCodec.OPUS, 111));
  private final RecordedEvents events = new RecordedEvents();
  private final TestPublisher publisher = TestPublisher.open();
  private MediaServer server = MediaServer.start(MediaServerConfig.loopback());

  @BeforeEach
  void ffmpegListens() {
    legs.ffmpegListens();
  }

  @AfterEach
  void close() {
    publisher.close();
    server.close();
    legs.close();
    ffmpeg.close();
  }

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
  void tellsOnceThatAPublisherFellSilent() throws Exception {
    PublisherSession session = connect();
    publisher.video(1, 0, KEY_FRAME);

    await().until(() -> !events.of(MediaStalled.class).isEmpty());
    assertThat(events.of(MediaStalled.class)).hasSize(1);
    assertThat(events.of(MediaStalled.class).getFirst().silent())
        .isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    assertThat(session.isOpen()).isTrue();
  }

  @Test
  void leavesNothingOfSessionsThatNeverConnect() throws Exception {
    restart(Duration.ofMillis(200), Duration.ofSeconds(30));
    String offer = publisher.offer("VP8/90000", "actpass");
    for (int i = 0; i < 200; i++) {
      PublisherSession _ = accept(offer);
    }

    await().until(() -> events.of(Disconnected.class).size() == 200);
    assertThat(server.counters().openSessions()).isZero();
    assertThat(server.counters().sessionsOpened()).isEqualTo(200);
  }

  @Test
  void isSilentToAWrongPassword() throws Exception {
    PublisherSession session = accept(publisher.offer("VP8/90000", "actpass"));
    publisher.answered(session.answerSdp());
    publisher.check("not the password of the answer");

    await().until(() -> dropped(DropReason.STUN_NOT_AUTHENTIC) == 1);
    publisher.check();
    await().until(() -> !publisher.stun().isEmpty());
    assertThat(publisher.stun()).hasSize(1);
  }

  @Test
  void learnsNoAddressFromGarbage() throws Exception {
    PublisherSession session = accept(publisher.offer("VP8/90000", "actpass"));
    publisher.answered(session.answerSdp());
    publisher.sendRaw(new byte[] {0, 1, 2}, 3);
    publisher.sendRaw(new byte[] {22, (byte) 254, (byte) 253, 0}, 4);
    publisher.sendRaw(new byte[] {(byte) 0x80, 100, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1}, 12);
    publisher.sendRaw(new byte[] {(byte) 0xff}, 1);

    await().until(() -> server.counters().datagramsReceived() == 4);
    assertThat(dropped(DropReason.STUN_UNKNOWN)).isEqualTo(1);
    assertThat(dropped(DropReason.ADDRESS_UNKNOWN)).isEqualTo(2);
    assertThat(dropped(DropReason.NOT_OURS)).isEqualTo(1);
    assertThat(publisher.stun()).isEmpty();
  }

  @Test
  void takesNoMediaThatDoesNotAuthenticate() throws Exception {
    PublisherSession _ = connect();
    byte[] forged = new byte[100];
    forged[0] = (byte) 0x80;
    forged[1] = TestPublisher.VIDEO_PT;
    publisher.sendRaw(forged, forged.length);

    await().until(() -> dropped(DropReason.SRTP_NOT_AUTHENTIC) == 1);
    assertThat(ffmpeg.video()).isEmpty();
  }

  @Test
  void endsOnceAndSaysGoodbyeWhenClosed() throws Exception {
    PublisherSession session = connect();
    session.close(DisconnectReason.DELETED);
    session.close(DisconnectReason.PROCESS_STOPPED);

    assertThat(disconnected().reason()).isEqualTo(DisconnectReason.DELETED);
    await().until(publisher::heardCloseNotify);
    assertThat(session.isOpen()).isFalse();
    assertThat(server.counters().openSessions()).isZero();
    assertThat(events.of(Disconnected.class)).hasSize(1);
  }

  @Test
  void endsWhenThePublisherClosesDtls() throws Exception {
    PublisherSession _ = connect();
    publisher.leave();

    assertThat(disconnected().reason()).isEqualTo(DisconnectReason.CLOSED_BY_PEER);
  }

  @Test
  void refusesACertificateOtherThanTheOffers() throws Exception {
    String stranger = "sha-256 " + "00:".repeat(31) + "00";
    PublisherSession session = accept(publisher.offer("VP8/90000", "actpass", stranger));
    publisher.answered(session.answerSdp());
    publisher.check();
    publisher.startDtls(DtlsRole.CLIENT);

    assertThat(disconnected().reason()).isEqualTo(DisconnectReason.HANDSHAKE_FAILED);
  }

  @Test
  void saysThatNoCheckCame() throws Exception {
    restart(Duration.ofMillis(300), Duration.ofSeconds(30));
    PublisherSession _ = accept(publisher.offer("VP8/90000", "actpass"));

    assertNeverConnected("no connectivity check came");
  }

  @Test
  void saysThatChecksHadTheWrongPassword() throws Exception {
    restart(Duration.ofMillis(500), Duration.ofSeconds(30));
    publisher.answered(accept(publisher.offer("VP8/90000", "actpass")).answerSdp());
    publisher.check("not the password of the answer");

    assertNeverConnected("none with the right password");
  }

  @Test
  void saysThatNoDtlsCame() throws Exception {
    restart(Duration.ofMillis(500), Duration.ofSeconds(30));
    publisher.answered(accept(publisher.offer("VP8/90000", "actpass")).answerSdp());
    publisher.check();

    assertNeverConnected("the publisher began no DTLS");
  }

  @Test
  void saysThatDtlsWasNotFinished() throws Exception {
    restart(Duration.ofMillis(800), Duration.ofSeconds(30));
    publisher.answered(accept(publisher.offer("VP8/90000", "passive")).answerSdp());
    publisher.check();

    assertNeverConnected("the DTLS handshake began, but was not finished");
  }

  @Test
  void saysThatNoMediaCame() throws Exception {
    restart(Duration.ofSeconds(2), Duration.ofSeconds(30));
    PublisherSession _ = connect();

    assertNeverConnected("the publisher sent no RTP");
    assertThat(events.of(Connected.class)).hasSize(1);
  }

  @Test
  void endsWithoutConsent() throws Exception {
    restart(Duration.ofSeconds(15), Duration.ofSeconds(1));
    PublisherSession _ = connect();
    publisher.video(1, 0, KEY_FRAME);

    assertThat(disconnected().reason()).isEqualTo(DisconnectReason.CONSENT_EXPIRED);
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

  @Test
  void refusesOffersItCannotTake() {
    assertThatThrownBy(() -> accept("hello"))
        .isInstanceOfSatisfying(
            OfferRefusedException.class, e -> assertThat(e.kind().httpStatus()).isEqualTo(400));
    assertThatThrownBy(() -> accept(publisher.offer("AV1/90000", "actpass")))
        .isInstanceOfSatisfying(
            OfferRefusedException.class, e -> assertThat(e.kind().httpStatus()).isEqualTo(422));
    assertThat(server.counters().sessionsOpened()).isZero();
  }

  @Test
  void givesEverySessionNamesOfItsOwn() throws Exception {
    PublisherSession one = accept(publisher.offer("VP8/90000", "actpass"));
    PublisherSession other = accept(publisher.offer("VP8/90000", "actpass"));

    assertThat(one.id()).matches("[A-Za-z0-9_-]{22}").isNotEqualTo(other.id());
    assertThat(one.iceTag()).isNotEqualTo(other.iceTag());
  }

  @Test
  void endsAllSessionsWhenTheServerCloses() throws Exception {
    PublisherSession _ = connect();
    server.close();

    assertThat(disconnected().reason()).isEqualTo(DisconnectReason.PROCESS_STOPPED);
    await().until(publisher::heardCloseNotify);
  }

  private PublisherSession connect() throws OfferRefusedException {
    PublisherSession session = accept(publisher.offer("VP8/90000", "actpass"));
    publisher.connect(session.answerSdp());
    return session;
  }

  private PublisherSession accept(String offer) throws OfferRefusedException {
    PublisherSession session =
        server.accept(offer, "test", AcceptedCodecs.only(legs.plan().choice()), events);
    session.switchTo(legs);
    return session;
  }

  private void restart(Duration connectTimeout, Duration consentTimeout) {
    server.close();
    server =
        MediaServer.start(
            new MediaServerConfig(
                MediaNetwork.loopback(), connectTimeout, consentTimeout, Duration.ofSeconds(2)));
  }

  private Disconnected disconnected() {
    await().until(() -> !events.of(Disconnected.class).isEmpty());
    return events.of(Disconnected.class).getFirst();
  }

  private void assertNeverConnected(String because) {
    assertThat(disconnected().reason()).isEqualTo(DisconnectReason.NEVER_CONNECTED);
    assertThat(disconnected().detail()).contains(because);
    assertThat(server.counters().openSessions()).isZero();
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

  private long dropped(DropReason reason) {
    return server.counters().datagramsDropped().getOrDefault(reason, 0L);
  }

  private static byte[] payload(RtpPacket packet) {
    return Arrays.copyOfRange(
        packet.buffer(), packet.payloadOffset(), packet.payloadOffset() + packet.payloadLength());
  }
}
