package io.sluice.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.worker.peer.RecordedEvents.Connected;
import io.sluice.worker.peer.RecordedEvents.Disconnected;
import io.sluice.worker.peer.RecordedEvents.MediaStalled;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// How sessions end, and what is said of it.
class SessionEndTest extends MediaServerFixture {
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
  void saysThatNoCheckCame() throws Exception {
    restart(Duration.ofMillis(300), Duration.ofSeconds(30));
    PublisherSession _ = accept(publisher.offer("VP8/90000", "actpass"));

    assertNeverConnected("no STUN from the publisher in 0.");
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

    assertNeverConnected("STUN came, but no DTLS ClientHello in 0.");
  }

  @Test
  void saysThatNoDtlsAnswerCame() throws Exception {
    restart(Duration.ofMillis(800), Duration.ofSeconds(30));
    publisher.answered(accept(publisher.offer("VP8/90000", "passive")).answerSdp());
    publisher.check();

    assertNeverConnected("the publisher answered no DTLS ClientHello");
  }

  @Test
  void saysThatNoneOfTheMediaCouldBeUsed() throws Exception {
    restart(Duration.ofSeconds(2), Duration.ofSeconds(30));
    PublisherSession _ = connect();
    publisher.sendRaw(new byte[] {(byte) 0x80, 77, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9, 1, 2, 3, 4}, 16);

    assertNeverConnected("of the RTP that came none could be used");
  }

  @Test
  void saysThatNoMediaCame() throws Exception {
    restart(Duration.ofSeconds(2), Duration.ofSeconds(30));
    PublisherSession _ = connect();

    assertNeverConnected("DTLS was done, but no RTP came");
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
  void endsAllSessionsWhenTheServerCloses() throws Exception {
    PublisherSession _ = connect();
    server.close();

    assertThat(disconnected().reason()).isEqualTo(DisconnectReason.PROCESS_STOPPED);
    await().until(publisher::heardCloseNotify);
  }

  private void assertNeverConnected(String because) {
    assertThat(disconnected().reason()).isEqualTo(DisconnectReason.NEVER_CONNECTED);
    assertThat(disconnected().detail()).contains(because);
    assertThat(server.counters().openSessions()).isZero();
  }
}
