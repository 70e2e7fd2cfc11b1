package io.sluice.controlplane.incident;

import static io.sluice.controlplane.testing.IncidentAssert.assertThatIncident;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.controlplane.process.Circumstances;
import io.sluice.controlplane.process.Decision;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.process.ProcessDecider;
import io.sluice.controlplane.process.ProcessEvent;
import io.sluice.controlplane.process.ProcessInput;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What once happened is decided again, one line each. The files are as `sluice export` wrote them.
class IncidentsTest {
  @Test
  void anOutputRefusedTheConnectionAndFfmpegWasStartedAgainAndAgain() {
    assertThatIncident("refused-output.avro").isDecidedAsItWas();
  }

  @Test
  void namesTheFirstTransitionThatADeciderChangedOnPurposeDecidesOtherwise() {
    assertThatThrownBy(() ->
            assertThatIncident("refused-output.avro")
                .isDecidedAsItWasBy(IncidentsTest::forgettingToPlace))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ProcessPlaced")
        .hasMessageContaining("sequence=1,");
  }

  private static Decision forgettingToPlace(
      Process before, ProcessInput input, Circumstances circumstances) {
    Decision today = ProcessDecider.decide(before, input, circumstances);
    List<ProcessEvent> events =
        today.events().stream()
            .filter(event -> !(event instanceof ProcessEvent.ProcessPlaced))
            .toList();
    return new Decision(events, before.after(events, circumstances.now()));
  }
}
