package io.sluice.controlplane.verify;

import io.sluice.controlplane.history.TransitionRecords;
import io.sluice.controlplane.process.Process;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// All processes as they stood at one moment.
///
/// Thread: confined to one.
public final class FleetFold {
  private final Instant then;
  private final TransitionRecords records = new TransitionRecords(RecordCodec.standard(), "");
  private final Map<String, Process> processes = new HashMap<>();

  public FleetFold(Instant then) {
    this.then = then;
  }

  /// @throws IllegalArgumentException when it holds what this version does not know
  /// @throws IllegalStateException when it cannot follow on the transitions before
  public void next(Transition transition) {
    if (transition.getDecidedAt().isAfter(then)) {
      return;
    }
    String id = transition.getProcessId();
    Process before = processes.getOrDefault(id, Process.unknown(new ProcessId(id)));
    processes.put(id, before.after(records.events(transition), transition.getDecidedAt()));
  }

  public Collection<Process> processes() {
    return processes.values();
  }
}
