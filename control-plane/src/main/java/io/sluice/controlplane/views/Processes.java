package io.sluice.controlplane.views;

import io.sluice.identity.ProcessId;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// All processes as `sluice.processes` last said.
///
/// Thread: any.
public final class Processes {
  private static final int MAX_WAITERS = 10_000;
  private static final Comparator<ProcessView> BY_ID =
      Comparator.comparing(view -> view.id().value());

  /// Without order: it changes with every decision, and a sorted map takes most of that time.
  private final Map<ProcessId, ProcessView> byId = new ConcurrentHashMap<>();

  private final Waiters<ProcessId, ProcessView> waiters = new Waiters<>(MAX_WAITERS);

  public Optional<ProcessView> find(ProcessId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// In the order of their ids.
  public List<ProcessView> all() {
    return byId.values().stream().sorted(BY_ID).toList();
  }

  /// The process as it is after transition `sequence` or a later one: what lets a client read what
  /// it has just written.
  ///
  /// @return fails with a `TimeoutException` after `patience`, or with [TooManyWaitersException]
  public CompletableFuture<ProcessView> awaitSequence(
      ProcessId id, long sequence, Duration patience) {
    var future = waiters.await(id, view -> view.sequence() >= sequence, patience);
    // Asked after it was registered: whatever comes between the two is seen by one of them.
    find(id).ifPresent(view -> waiters.offer(id, view));
    return future;
  }

  /// Told by the follower.
  public void changed(ProcessView view) {
    byId.put(view.id(), view);
    waiters.offer(view.id(), view);
  }

  /// Told by the follower.
  public void removed(ProcessId id) {
    byId.remove(id);
  }
}
