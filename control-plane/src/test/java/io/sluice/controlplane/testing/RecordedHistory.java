package io.sluice.controlplane.testing;

import io.sluice.controlplane.decisions.RandomInputs;
import io.sluice.controlplane.history.RecordedTransition;
import io.sluice.controlplane.history.TransitionRecords;
import io.sluice.controlplane.placement.Candidate;
import io.sluice.controlplane.process.Circumstances;
import io.sluice.controlplane.process.Decision;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.process.ProcessDecider;
import io.sluice.controlplane.process.ProcessInput;
import io.sluice.controlplane.process.Samples;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The history of one process as the control plane would write it.
public final class RecordedHistory {
  private final TransitionRecords records =
      new TransitionRecords(RecordCodec.standard(), "control-plane-1");
  private final List<Transition> transitions = new ArrayList<>();
  private Process process;
  private Instant now = Samples.NOW;

  public RecordedHistory(ProcessId id) {
    this.process = Process.unknown(id);
  }

  /// One in which nearly everything happens that can; the same seed gives the same.
  public static RecordedHistory random(long seed, int transitions) {
    RecordedHistory history = new RecordedHistory(Samples.CAMERA);
    RandomInputs inputs = new RandomInputs(seed);
    for (int i = 0; i < transitions; i++) {
      history.decide(inputs.next(history.process), inputs.circumstances());
    }
    return history;
  }

  /// What follows comes so much later.
  public RecordedHistory later(Duration time) {
    now = now.plus(time);
    return this;
  }

  public RecordedHistory input(ProcessInput input, Candidate... offer) {
    return decide(input, new Circumstances(now, List.of(offer)));
  }

  private RecordedHistory decide(ProcessInput input, Circumstances circumstances) {
    Decision decision = ProcessDecider.decide(process, input, circumstances);
    transitions.add(records.write(process, input, circumstances, decision, null));
    process = decision.after();
    return this;
  }

  public List<Transition> transitions() {
    return List.copyOf(transitions);
  }

  public List<RecordedTransition> read() {
    return transitions.stream().map(records::read).toList();
  }

  /// The process after the last transition.
  public Process process() {
    return process;
  }
}
