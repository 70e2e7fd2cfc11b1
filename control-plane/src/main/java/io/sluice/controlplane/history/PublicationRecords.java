package io.sluice.controlplane.history;

import io.sluice.controlplane.process.Endpoint;
import io.sluice.controlplane.process.Owner;
import io.sluice.controlplane.process.Reception;
import io.sluice.controlplane.process.Target;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.Assignment;
import io.sluice.schemas.Route;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What workers and gateways are told, as records.
public final class PublicationRecords {
  private PublicationRecords() {}

  /// @param leaving a worker of the same partition that is still to run an earlier generation; null
  ///   when there is none
  public static Assignment assignment(
      ProcessId process,
      Target target,
      Owner owner,
      @Nullable WorkerId leaving,
      Instant assignedAt) {
    return new Assignment(
        process.value(),
        owner.workerId().value(),
        owner.generation().value(),
        ConfigRecords.write(target.config()),
        assignedAt,
        target.revision(),
        target.restarts(),
        leaving == null ? null : leaving.value());
  }

  public static Route route(ProcessId process, Reception reception, Instant publishedAt) {
    Owner owner = reception.owner();
    Endpoint endpoint = reception.endpoint();
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
