package io.sluice.controlplane.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.placement.Candidate;
import java.util.List;

/// `given(…).when(…).then(…)` for the decider. What is given are inputs, so that every state in a
/// test is one that can be reached.
final class Given {
  private final Process process;
  private final List<Candidate> candidates;

  private Given(Process process, List<Candidate> candidates) {
    this.process = process;
    this.candidates = candidates;
  }

  static Given given(ProcessInput... inputs) {
    return givenOn(List.of(Samples.candidate(Samples.ALPHA, 10)), inputs);
  }

  /// `candidates` are offered with each of `inputs`, and with what comes then.
  static Given givenOn(List<Candidate> candidates, ProcessInput... inputs) {
    Process process = Process.unknown(Samples.CAMERA);
    for (ProcessInput input : inputs) {
      process = decide(process, input, candidates).after();
    }
    return new Given(process, candidates);
  }

  Given butNowOn(Candidate... offered) {
    return new Given(process, List.of(offered));
  }

  When when(ProcessInput input) {
    return new When(process, decide(process, input, candidates));
  }

  ProcessState state() {
    return process.state();
  }

  private static Decision decide(Process process, ProcessInput input, List<Candidate> candidates) {
    return ProcessDecider.decide(process, input, new Circumstances(Samples.NOW, candidates));
  }

  record When(Process before, Decision decision) {
    When then(ProcessEvent... events) {
      assertThat(decision.events()).containsExactly(events);
      return this;
    }

    When thenState(ProcessState state) {
      assertThat(decision.after().state()).isEqualTo(state);
      return this;
    }

    When thenNothingChanges() {
      assertThat(decision.after().state()).isEqualTo(before.state());
      return this;
    }
  }
}
