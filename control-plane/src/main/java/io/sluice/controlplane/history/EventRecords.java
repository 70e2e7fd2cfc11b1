package io.sluice.controlplane.history;

import io.sluice.controlplane.process.ProcessEvent;
import io.sluice.controlplane.process.ProcessEvent.Ignored;
import io.sluice.controlplane.process.ProcessEvent.Loss;
import io.sluice.controlplane.process.ProcessEvent.RestartCause;
import io.sluice.controlplane.process.ProcessEvent.StopReason;
import io.sluice.controlplane.process.Rejection;
import io.sluice.controlplane.process.WorkerFact;
import io.sluice.identity.Generation;
import io.sluice.identity.Incarnation;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.CommandAccepted;
import io.sluice.schemas.CommandChangedNothing;
import io.sluice.schemas.CommandRejected;
import io.sluice.schemas.CommandRepeated;
import io.sluice.schemas.FactIgnored;
import io.sluice.schemas.IncarnationChanged;
import io.sluice.schemas.InputRefused;
import io.sluice.schemas.MoveBegan;
import io.sluice.schemas.MoveCutShort;
import io.sluice.schemas.PlacementLost;
import io.sluice.schemas.PlacementPostponed;
import io.sluice.schemas.ProcessConfigured;
import io.sluice.schemas.ProcessPlaced;
import io.sluice.schemas.ProcessQuarantined;
import io.sluice.schemas.ProcessReleased;
import io.sluice.schemas.ProcessStopped;
import io.sluice.schemas.RestartRequested;
import io.sluice.schemas.StopRequested;
import org.apache.avro.specific.SpecificRecord;

/// Events as records.
final class EventRecords {
  private EventRecords() {}

  static SpecificRecord write(ProcessId process, ProcessEvent event) {
    return switch (event) {
      case WorkerFact fact -> FactRecords.write(process, fact);
      case ProcessEvent.CommandAccepted e -> new CommandAccepted(e.commandId());
      case ProcessEvent.CommandChangedNothing e ->
          new CommandChangedNothing(e.commandId(), e.reason(), e.detail());
      case ProcessEvent.CommandRejected e ->
          new CommandRejected(e.commandId(), e.reason().name(), e.field(), e.detail());
      case ProcessEvent.CommandRepeated e -> OutcomeRecords.writeRepeated(e);
      case ProcessEvent.ProcessConfigured e ->
          new ProcessConfigured(ConfigRecords.write(e.config()), e.revision());
      case ProcessEvent.ProcessPlaced e ->
          new ProcessPlaced(e.workerId().value(), e.incarnation().value(), e.generation().value());
      case ProcessEvent.PlacementPostponed e -> new PlacementPostponed(e.reason(), e.detail());
      case ProcessEvent.PlacementLost e ->
          new PlacementLost(e.reason().name(), e.generation().value());
      case ProcessEvent.MoveBegan e ->
          new MoveBegan(
              e.workerId().value(),
              e.incarnation().value(),
              e.generation().value(),
              e.leaving().value());
      case ProcessEvent.MoveCutShort e -> new MoveCutShort(e.leaving().value(), e.reason().name());
      case ProcessEvent.IncarnationChanged e ->
          new IncarnationChanged(e.workerId().value(), e.incarnation().value());
      case ProcessEvent.RestartRequested e ->
          new RestartRequested(e.cause().name(), e.reason(), e.restarts());
      case ProcessEvent.ProcessQuarantined e ->
          new ProcessQuarantined(e.generation().value(), FailureRecords.write(e.failures()));
      case ProcessEvent.ProcessReleased _ -> new ProcessReleased();
      case ProcessEvent.StopRequested e -> new StopRequested(e.reason());
      case ProcessEvent.ProcessStopped e -> new ProcessStopped(e.reason().name(), e.forced());
      case ProcessEvent.FactIgnored e -> new FactIgnored(e.reason().name(), e.detail());
      case ProcessEvent.InputRefused e -> new InputRefused(e.reason(), e.field(), e.detail());
    };
  }

  /// @throws IllegalArgumentException when `message` is no event that this version knows
  static ProcessEvent read(SpecificRecord message) {
    return switch (message) {
      case CommandAccepted e -> new ProcessEvent.CommandAccepted(e.getCommandId());
      case CommandChangedNothing e ->
          new ProcessEvent.CommandChangedNothing(e.getCommandId(), e.getReason(), e.getDetail());
      case CommandRejected e ->
          new ProcessEvent.CommandRejected(
              e.getCommandId(),
              Rejection.valueOf(e.getReason()),
              e.getField().orElse(null),
              e.getDetail());
      case CommandRepeated e -> OutcomeRecords.readRepeated(e);
      case ProcessConfigured e ->
          new ProcessEvent.ProcessConfigured(ConfigRecords.read(e.getConfig()), e.getRevision());
      case ProcessPlaced e ->
          new ProcessEvent.ProcessPlaced(
              new WorkerId(e.getWorkerId()),
              new Incarnation(e.getIncarnation()),
              new Generation(e.getGeneration()));
      case PlacementPostponed e ->
          new ProcessEvent.PlacementPostponed(e.getReason(), e.getDetail());
      case PlacementLost e ->
          new ProcessEvent.PlacementLost(
              Loss.valueOf(e.getReason()), new Generation(e.getGeneration()));
      case MoveBegan e ->
          new ProcessEvent.MoveBegan(
              new WorkerId(e.getWorkerId()),
              new Incarnation(e.getIncarnation()),
              new Generation(e.getGeneration()),
              new WorkerId(e.getLeavingWorkerId()));
      case MoveCutShort e ->
          new ProcessEvent.MoveCutShort(
              new WorkerId(e.getLeavingWorkerId()), Loss.valueOf(e.getReason()));
      case IncarnationChanged e ->
          new ProcessEvent.IncarnationChanged(
              new WorkerId(e.getWorkerId()), new Incarnation(e.getIncarnation()));
      case RestartRequested e ->
          new ProcessEvent.RestartRequested(
              RestartCause.valueOf(e.getCause()), e.getReason(), e.getRestarts());
      case ProcessQuarantined e ->
          new ProcessEvent.ProcessQuarantined(
              new Generation(e.getGeneration()), FailureRecords.read(e.getFailures()));
      case ProcessReleased _ -> new ProcessEvent.ProcessReleased();
      case StopRequested e -> new ProcessEvent.StopRequested(e.getReason());
      case ProcessStopped e ->
          new ProcessEvent.ProcessStopped(StopReason.valueOf(e.getReason()), e.getForced());
      case FactIgnored e ->
          new ProcessEvent.FactIgnored(Ignored.valueOf(e.getReason()), e.getDetail());
      case InputRefused e ->
          new ProcessEvent.InputRefused(e.getReason(), e.getField().orElse(null), e.getDetail());
      default -> fact(message);
    };
  }

  private static ProcessEvent fact(SpecificRecord message) {
    WorkerFact fact = FactRecords.read(message);
    if (fact == null) {
      throw new IllegalArgumentException(message.getSchema().getName() + " is no event");
    }
    return fact;
  }
}
