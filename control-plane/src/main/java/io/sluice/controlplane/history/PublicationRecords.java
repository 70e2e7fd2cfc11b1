package io.sluice.controlplane.history;

import io.sluice.controlplane.process.Endpoint;
import io.sluice.controlplane.process.Owner;
import io.sluice.controlplane.process.Target;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.Assignment;
import io.sluice.schemas.Route;
import java.time.Instant;

/// What workers and gateways are told, as records.
public final class PublicationRecords {
  private PublicationRecords() {}

  public static Assignment assignment(
      ProcessId process, Target target, Owner owner, Instant assignedAt) {
    return new Assignment(
        process.value(),
        owner.workerId().value(),
        owner.generation().value(),
        ConfigRecords.write(target.config()),
        assignedAt,
        target.revision(),
        target.restarts());
  }

  public static Route route(
      ProcessId process, Owner owner, Endpoint endpoint, Instant publishedAt) {
    return new Route(
        process.value(),
        owner.workerId().value(),
        owner.incarnation().value(),
        owner.generation().value(),
        endpoint.whipUrl(),
        PortRecords.write(endpoint.ports()),
        publishedAt);
  }
}
