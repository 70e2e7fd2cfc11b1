package io.sluice.controlplane.views;

import io.sluice.identity.ProcessId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;

/// All processes as `sluice.processes` last said, in the order of their ids.
///
/// Thread: any.
public final class Processes {
  private static final int MAX_WAITERS = 10_000;

  private final ConcurrentSkipListMap<String, ProcessView> byId = new ConcurrentSkipListMap<>();
  private final Waiters<ProcessId, ProcessView> waiters = new Waiters<>(MAX_WAITERS);

  public Optional<ProcessView> find(ProcessId id) {
    return Optional.ofNullable(byId.get(id.value()));
  }

  public List<ProcessView> all() {
    return List.copyOf(byId.values());
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
    byId.put(view.id().value(), view);
    waiters.offer(view.id(), view);
  }

  /// Told by the follower.
  public void removed(ProcessId id) {
    byId.remove(id.value());
  }
}
