package io.sluice.controlplane.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.schemas.SessionStep;
import io.sluice.schemas.SessionTimeline;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTextTest {
  @Test
  void fitsATerminalOf80Columns() {
    SessionTimeline session =
        SessionTimeline.newBuilder(ended())
            .setUserAgent("a".repeat(200))
            .setDiagnosis("no STUN from the publisher in 15 s, ".repeat(10))
            .setFirstSteps(List.of(new SessionStep(Samples.NOON, "CANDIDATES", "x".repeat(300))))
            .build();

    assertThat(SessionText.lines(session)).allMatch(line -> line.length() <= 80);
  }

  @Test
  void tellsWhoWhyAndEachStep() {
    SessionTimeline session =
        SessionTimeline.newBuilder(ended())
            .setUserAgent("OBS\u001b[31m")
            .setDiagnosis("no STUN from the publisher in 15 s")
            .setFirstSteps(List.of(new SessionStep(Samples.NOON, "OFFER", "video H264 102")))
            .setOmittedSteps(17)
            .setLastSteps(List.of(new SessionStep(Samples.NOON, "END", "NEVER_CONNECTED")))
            .build();

    assertThat(SessionText.lines(session))
        .contains(
            "publisher OBS [31m, never connected",
            "no STUN from the publisher in 15 s",
            "12:00:00.123Z OFFER      video H264 102",
            "… 17 steps are not kept …",
            "12:00:00.123Z END        NEVER_CONNECTED")
        .anyMatch(line -> line.startsWith("ended NEVER_CONNECTED; 0 packets came"));
  }

  @Test
  void tellsThatOneGoesOn() {
    SessionTimeline session = SessionTimeline.newBuilder(ended()).setEnded(false).build();

    assertThat(SessionText.lines(session)).contains("goes on, as far as is known");
  }

  private static SessionTimeline ended() {
    return SessionTimeline.newBuilder()
        .setProcessId("show")
        .setGeneration(2)
        .setSessionId("AbCdEfGh")
        .setWorkerId("worker-1")
        .setIncarnation(1)
        .setAt(Samples.NOON)
        .setPostedAt(Samples.NOON)
        .setEnded(true)
        .setReason("NEVER_CONNECTED")
        .build();
  }
}
