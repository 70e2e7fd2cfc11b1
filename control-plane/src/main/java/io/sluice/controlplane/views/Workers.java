package io.sluice.controlplane.views;

import io.sluice.identity.WorkerId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// All workers as their last heartbeats said, in the order of their ids. Says nothing of who is
/// still alive: that is judged where processes are placed.
///
/// Thread: any.
public final class Workers {
  private final ConcurrentSkipListMap<String, WorkerView> byId = new ConcurrentSkipListMap<>();

  public Optional<WorkerView> find(WorkerId id) {
    return Optional.ofNullable(byId.get(id.value()));
  }

  public List<WorkerView> all() {
    return List.copyOf(byId.values());
  }

  /// Told by the follower.
  public void heard(WorkerView worker) {
    byId.put(worker.id().value(), worker);
  }

  /// Told by the follower.
  public void removed(WorkerId id) {
    byId.remove(id.value());
  }
}
