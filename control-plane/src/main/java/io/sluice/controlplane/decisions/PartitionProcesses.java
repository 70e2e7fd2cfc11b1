package io.sluice.controlplane.decisions;

import io.sluice.controlplane.process.Owner;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.process.ProcessState;
import io.sluice.controlplane.process.ProcessState.Absent;
import io.sluice.controlplane.process.ProcessState.Held;
import io.sluice.controlplane.process.ProcessState.Moving;
import io.sluice.controlplane.process.ProcessState.Quarantined;
import io.sluice.controlplane.process.ProcessState.Stopped;
import io.sluice.controlplane.process.ProcessState.Waiting;
import io.sluice.identity.Incarnation;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All processes of a partition, found by id, by the worker's life that holds them, and by whether
/// they wait. A process that moves is held by two.
///
/// Thread: confined to the loop's.
final class PartitionProcesses {
  /// One life of a worker.
  record Holder(WorkerId workerId, Incarnation incarnation) {}

  private final Map<ProcessId, Process> byId = new HashMap<>();
  private final Map<Holder, Set<ProcessId>> byHolder = new LinkedHashMap<>();
  private final LinkedHashSet<ProcessId> waiting = new LinkedHashSet<>();

  Process get(ProcessId id) {
    Process process = byId.get(id);
    return process == null ? Process.unknown(id) : process;
  }

  void put(Process process) {
    Process before = byId.put(process.id(), process);
    if (before != null) {
      holders(before.state()).forEach(holder -> forget(process.id(), holder));
    }
    holders(process.state())
        .forEach(holder ->
            byHolder.computeIfAbsent(holder, _ -> new LinkedHashSet<>()).add(process.id()));
    if (process.state() instanceof Waiting) {
      waiting.add(process.id());
    } else {
      waiting.remove(process.id());
    }
  }

  int size() {
    return byId.size();
  }

  List<Holder> holders() {
    return List.copyOf(byHolder.keySet());
  }

  /// At most `limit` of the processes that `holder` holds.
  List<ProcessId> heldBy(Holder holder, int limit) {
    return byHolder.getOrDefault(holder, Set.of()).stream().limit(limit).toList();
  }

  /// All that `holder` holds, the one longest not looked at first.
  List<ProcessId> heldBy(Holder holder) {
    return List.copyOf(byHolder.getOrDefault(holder, Set.of()));
  }

  /// At most `limit` of those that wait, the one longest not looked at first.
  List<ProcessId> waiting(int limit) {
    return waiting.stream().limit(limit).toList();
  }

  /// It was looked at in vain: others are to have their turn first.
  void lookAtLater(ProcessId id) {
    if (waiting.remove(id)) {
      waiting.add(id);
    }
  }

  /// It was looked at in vain among those that `holder` holds.
  void lookAtLater(Holder holder, ProcessId id) {
    Set<ProcessId> held = byHolder.get(holder);
    if (held != null && held.remove(id)) {
      held.add(id);
    }
  }

  private void forget(ProcessId id, Holder holder) {
    Set<ProcessId> held = byHolder.get(holder);
    if (held != null && held.remove(id) && held.isEmpty()) {
      byHolder.remove(holder);
    }
  }

  private static List<Holder> holders(ProcessState state) {
    return switch (state) {
      case Moving s -> List.of(holder(s.owner()), holder(s.leaving().owner()));
      case Held s -> List.of(holder(s.owner()));
      case Absent _, Waiting _, Stopped _, Quarantined _ -> List.of();
    };
  }

  private static Holder holder(Owner owner) {
    return new Holder(owner.workerId(), owner.incarnation());
  }
}
