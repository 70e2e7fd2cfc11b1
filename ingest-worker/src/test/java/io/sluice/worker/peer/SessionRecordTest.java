package io.sluice.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.worker.flight.StepKind;
import io.sluice.worker.peer.RecordedEvents.MediaStarted;
import io.sluice.worker.peer.RecordedEvents.Stepped;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a session tells its record.
class SessionRecordTest extends MediaServerFixture {
  @Test
  void tellsEachStepInItsOrder() throws Exception {
    PublisherSession session = connect();
    publisher.video(1, 0, KEY_FRAME);
    await().until(() -> !events.of(MediaStarted.class).isEmpty());
    await().until(() -> kinds().contains(StepKind.RTP));

    assertThat(kinds())
        .startsWith(
            StepKind.OFFER,
            StepKind.CANDIDATES,
            StepKind.ANSWER,
            StepKind.CANDIDATES,
            StepKind.ICE,
            StepKind.PAIR,
            StepKind.DTLS,
            StepKind.DTLS)
        .contains(StepKind.MEDIA, StepKind.RTP);
    assertThat(texts())
        .anySatisfy(text -> assertThat(text).contains("video", "VP8 100", "opus", "setup actpass"))
        .anySatisfy(text -> assertThat(text).contains("setup passive", "1 candidate"))
        .anySatisfy(text -> assertThat(text).contains("by UDP, nominated"))
        .anySatisfy(text -> assertThat(text).contains("TLS_ECDHE_ECDSA_WITH_"))
        .anySatisfy(text -> assertThat(text).contains("640x360"));
    assertThat(session.isOpen()).isTrue();
  }

  @Test
  void tellsNoSecret() throws Exception {
    PublisherSession session = connect();
    publisher.video(1, 0, KEY_FRAME);
    await().until(() -> kinds().contains(StepKind.RTP));
    List<String> secrets =
        session.answerSdp().lines().filter(line -> line.startsWith("a=ice-")).toList();

    assertThat(secrets).hasSizeGreaterThanOrEqualTo(2);
    assertThat(texts())
        .allSatisfy(text -> {
          assertThat(text).doesNotContain(session.id());
          assertThat(secrets)
              .allSatisfy(
                  line -> assertThat(text).doesNotContain(line.substring(line.indexOf(':') + 1)));
        });
  }

  private List<StepKind> kinds() {
    return events.of(Stepped.class).stream().map(Stepped::kind).toList();
  }

  private List<String> texts() {
    return events.of(Stepped.class).stream().map(Stepped::text).toList();
  }
}
