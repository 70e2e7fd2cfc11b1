package io.sluice.controlplane.verify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.controlplane.history.PublicationRecords;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.timeline.FieldDifference;
import io.sluice.controlplane.timeline.RecordJson;
import io.sluice.controlplane.verify.Finding.NotCompared;
import io.sluice.controlplane.verify.Finding.OtherRoute;
import io.sluice.controlplane.verify.Finding.Same;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.Route;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the control plane published beside the history, as it was read before the history was.
///
/// @param snapshots by process id
/// @param routes by process id; null when they are not to be compared
/// @param readFrom when reading began: a process that changed later cannot be blamed for a route
///   that was read before
public record Published(
    Map<String, ProcessSnapshot> snapshots, @Nullable Map<String, Route> routes, Instant readFrom) {
  /// Nothing to compare with.
  public static final Published NOTHING = new Published(Map.of(), null, Instant.EPOCH);

  Finding compareRoute(Process process) {
    if (routes == null) {
      return new NotCompared();
    }
    Optional<Route> wanted = route(process);
    Optional<Route> found = Optional.ofNullable(routes.get(process.id().value()));
    List<FieldDifference> differences = FieldDifference.between(json(found), json(wanted));
    if (differences.isEmpty()) {
      return new Same();
    }
    return process.changedAt().isBefore(readFrom)
        ? new OtherRoute(process.id(), process.sequence(), process.changedAt(), differences)
        : new NotCompared();
  }

  private static Optional<Route> route(Process process) {
    return process
        .reception()
        .map(reception -> PublicationRecords.route(process.id(), reception, process.changedAt()));
  }

  /// Without the time, for the state does not tell when the route last changed.
  private static ObjectNode json(Optional<Route> route) {
    ObjectNode json = route.map(RecordJson::of).orElseGet(JsonNodeFactory.instance::objectNode);
    json.remove("publishedAt");
    return json;
  }
}
