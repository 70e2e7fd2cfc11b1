package io.sluice.controlplane.views;

import io.sluice.identity.WorkerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// All workers as their last heartbeats and the orders to them say, in the order of their ids. Says
/// nothing of who is still alive: that is judged where processes are placed.
///
/// Thread: any.
public final class Workers {
  private static final int MAX_WAITERS = 1_000;

  private final ConcurrentSkipListMap<String, WorkerView> heard = new ConcurrentSkipListMap<>();
  private final Map<String, WorkerView.Drain> drains = new ConcurrentHashMap<>();
  private final List<Consumer<WorkerView>> listeners = new CopyOnWriteArrayList<>();
  private final Waiters<WorkerId, WorkerView> waiters = new Waiters<>(MAX_WAITERS);

  public Optional<WorkerView> find(WorkerId id) {
    return Optional.ofNullable(heard.get(id.value())).map(this::withOrder);
  }

  public List<WorkerView> all() {
    return heard.values().stream().map(this::withOrder).toList();
  }

  /// The worker as soon as it is as wanted.
  ///
  /// @return fails with a `TimeoutException` after `patience`, or with [TooManyWaitersException]
  public CompletableFuture<WorkerView> await(
      WorkerId id, Predicate<WorkerView> wanted, Duration patience) {
    var future = waiters.await(id, wanted, patience);
    // Asked after it was registered: whatever comes between the two is seen by one of them.
    find(id).ifPresent(view -> waiters.offer(id, view));
    return future;
  }

  /// Told of each heartbeat and of each order from now on, on a follower's thread.
  public void listen(Consumer<WorkerView> listener) {
    listeners.add(listener);
  }

  /// Told by the follower.
  public void heard(WorkerView worker) {
    heard.put(worker.id().value(), worker);
    tell(worker.id());
  }

  /// Told by the follower.
  public void removed(WorkerId id) {
    heard.remove(id.value());
  }

  /// Told by the follower.
  public void drains(WorkerId id, WorkerView.Drain drain) {
    drains.put(id.value(), drain);
    tell(id);
  }

  /// Told by the follower.
  public void drainWithdrawn(WorkerId id) {
    drains.remove(id.value());
    tell(id);
  }

  private void tell(WorkerId id) {
    find(id)
        .ifPresent(view -> {
          waiters.offer(id, view);
          listeners.forEach(listener -> listener.accept(view));
        });
  }

  private WorkerView withOrder(WorkerView worker) {
    WorkerView.Drain drain = drains.get(worker.id().value());
    return drain == null ? worker : worker.ordered(drain);
  }
}
