package io.sluice.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.worker.dtls.DtlsRole;
import io.sluice.worker.peer.tally.DropReason;
import io.sluice.worker.testing.TestPublisher;
import org.junit.jupiter.api.Test;

/// Who gets a session, and whose datagrams are taken for its publisher's.
class SessionAdmissionTest extends MediaServerFixture {
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
  void refusesACertificateOtherThanTheOffers() throws Exception {
    String stranger = "sha-256 " + "00:".repeat(31) + "00";
    PublisherSession session = accept(publisher.offer("VP8/90000", "actpass", stranger));
    publisher.answered(session.answerSdp());
    publisher.check();
    publisher.startDtls(DtlsRole.CLIENT);

    assertThat(disconnected().reason()).isEqualTo(DisconnectReason.HANDSHAKE_FAILED);
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
}
