package io.sluice.controlplane.views;

import io.sluice.identity.WorkerId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// All workers as their last heartbeats said, in the order of their ids. Says nothing of who is
/// still alive: that is judged where processes are placed.
///
/// Thread: any.
public final class Workers {
  private final ConcurrentSkipListMap<String, WorkerView> byId = new ConcurrentSkipListMap<>();
  private final List<Consumer<WorkerView>> listeners = new CopyOnWriteArrayList<>();

  public Optional<WorkerView> find(WorkerId id) {
    return Optional.ofNullable(byId.get(id.value()));
  }

  public List<WorkerView> all() {
    return List.copyOf(byId.values());
  }

  /// Told of each heartbeat from now on, on the follower's thread.
  public void listen(Consumer<WorkerView> listener) {
    listeners.add(listener);
  }

  /// Told by the follower.
  public void heard(WorkerView worker) {
    byId.put(worker.id().value(), worker);
    listeners.forEach(listener -> listener.accept(worker));
  }

  /// Told by the follower.
  public void removed(WorkerId id) {
    byId.remove(id.value());
  }
}
