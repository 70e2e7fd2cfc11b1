package io.sluice.controlplane.views;

import io.sluice.identity.ProcessId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// All routes as `sluice.routes` last said.
///
/// Thread: any.
public final class Routes {
  private final Map<ProcessId, RouteView> byProcess = new ConcurrentHashMap<>();

  public Optional<RouteView> find(ProcessId id) {
    return Optional.ofNullable(byProcess.get(id));
  }

  /// Told by the follower.
  public void published(RouteView route) {
    byProcess.put(route.processId(), route);
  }

  /// Told by the follower.
  public void withdrawn(ProcessId id) {
    byProcess.remove(id);
  }
}
