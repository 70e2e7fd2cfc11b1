package io.sluice.controlplane.fleet;

import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which processes each worker was given, whichever control plane gave them: what was decided here
/// counts at once, what others decided as soon as it is read, and each later transition replaces an
/// earlier one. So a worker is full as soon as it was filled, not when its heartbeat says so. What
/// was decided here and is never read was not committed, and is taken back after a while.
///
/// Thread: guarded by its [Fleet].
final class Holdings {
  private record Holding(long sequence, @Nullable WorkerId worker, String reference) {}

  private record Reservation(ProcessId process, long sequence, long atNanos) {}

  private final Map<ProcessId, Holding> byProcess = new HashMap<>();
  private final Map<ProcessId, Holding> read = new HashMap<>();
  private final ArrayDeque<Reservation> reserved = new ArrayDeque<>();
  private final Map<WorkerId, Integer> counts = new HashMap<>();
  private final Map<String, Map<WorkerId, Integer>> byReference = new HashMap<>();

  /// It was read that a transition was committed.
  ///
  /// @param worker null when none holds the process after that transition
  /// @return the workers that now hold more or less than before
  Set<WorkerId> hold(
      ProcessId process, long sequence, @Nullable WorkerId worker, String reference) {
    Holding known = read.get(process);
    if (known == null || known.sequence() <= sequence) {
      read.put(process, new Holding(sequence, worker, reference));
    }
    return put(process, new Holding(sequence, worker, reference));
  }

  /// A transition was decided here, and is still to be committed.
  ///
  /// @param worker null when none holds the process after that transition
  /// @return the workers that now hold more or less than before
  Set<WorkerId> reserve(
      ProcessId process,
      long sequence,
      @Nullable WorkerId worker,
      String reference,
      long nowNanos) {
    reserved.addLast(new Reservation(process, sequence, nowNanos));
    return put(process, new Holding(sequence, worker, reference));
  }

  private Set<WorkerId> put(ProcessId process, Holding now) {
    Holding before = byProcess.get(process);
    if (before != null && before.sequence() > now.sequence()) {
      return Set.of();
    }
    // The process without a worker is remembered too, or an older transition would give it back.
    byProcess.put(process, now);
    return replace(before, now.worker(), now.reference());
  }

  /// Takes back what was decided before `thenNanos` and has not been read since.
  ///
  /// @return the workers that now hold more or less than before
  Set<WorkerId> takeBack(long thenNanos) {
    Set<WorkerId> changed = new HashSet<>();
    while (!reserved.isEmpty() && reserved.getFirst().atNanos() - thenNanos < 0) {
      Reservation old = reserved.removeFirst();
      Holding now = byProcess.get(old.process());
      Holding known = read.get(old.process());
      boolean isUnread = known == null || known.sequence() < old.sequence();
      if (now != null && now.sequence() == old.sequence() && isUnread) {
        changed.addAll(takeBack(old.process(), now, known));
      }
    }
    return changed;
  }

  private Set<WorkerId> takeBack(ProcessId process, Holding now, @Nullable Holding known) {
    if (known == null) {
      byProcess.remove(process);
      return replace(now, null, "");
    }
    byProcess.put(process, known);
    return replace(now, known.worker(), known.reference());
  }

  /// @return the worker that held it, if one did
  Set<WorkerId> forget(ProcessId process) {
    read.remove(process);
    return replace(byProcess.remove(process), null, "");
  }

  int count(WorkerId worker) {
    return counts.getOrDefault(worker, 0);
  }

  int count(WorkerId worker, String reference) {
    return holdersOf(reference).getOrDefault(worker, 0);
  }

  /// How many processes of `reference` each worker holds.
  Map<WorkerId, Integer> holdersOf(String reference) {
    return byReference.getOrDefault(reference, Map.of());
  }

  private Set<WorkerId> replace(
      @Nullable Holding before, @Nullable WorkerId worker, String reference) {
    Set<WorkerId> changed = new HashSet<>();
    if (before != null && before.worker() != null) {
      add(before.worker(), before.reference(), -1);
      changed.add(before.worker());
    }
    if (worker != null) {
      add(worker, reference, 1);
      changed.add(worker);
    }
    return changed;
  }

  private void add(WorkerId worker, String reference, int difference) {
    add(counts, worker, difference);
    if (!reference.isEmpty()) {
      var holders = byReference.computeIfAbsent(reference, _ -> new HashMap<>());
      add(holders, worker, difference);
      if (holders.isEmpty()) {
        byReference.remove(reference);
      }
    }
  }

  private static void add(Map<WorkerId, Integer> counts, WorkerId worker, int difference) {
    counts.compute(
        worker,
        (_, count) -> {
          int now = (count == null ? 0 : count) + difference;
          return now == 0 ? null : now;
        });
  }
}
