package io.sluice.controlplane.api;

import io.sluice.controlplane.views.CaughtUp;
import io.sluice.controlplane.views.CommandResult;
import io.sluice.controlplane.views.Outcomes;
import io.sluice.controlplane.views.ProcessView;
import io.sluice.controlplane.views.Processes;
import io.sluice.controlplane.views.TooManyWaitersException;
import io.sluice.identity.CommandId;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.ReleaseProcess;
import io.sluice.schemas.RestartProcess;
import io.sluice.schemas.StartProcess;
import io.sluice.schemas.StopProcess;
import io.sluice.schemas.UpdateProcess;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes a command and follows it until it is settled and the views show it.
///
/// Thread: any.
@Singleton
final class CommandDesk {
  private static final String ISSUED_BY = "http-api";
  private static final String NO_REASON = "";

  private static final Logger log = LoggerFactory.getLogger(CommandDesk.class);

  private final CommandLog commands;
  private final Outcomes outcomes;
  private final Processes processes;
  private final CaughtUp views;
  private final InstantSource clock;
  private final Duration patience;

  CommandDesk(
      CommandLog commands,
      Outcomes outcomes,
      Processes processes,
      CaughtUp views,
      InstantSource clock,
      ApiSettings settings) {
    this.commands = commands;
    this.outcomes = outcomes;
    this.processes = processes;
    this.views = views;
    this.clock = clock;
    this.patience = settings.commandTimeout();
  }

  CompletionStage<CommandFate> start(ProcessId id, CommandId commandId, ProcessConfig config) {
    var command = new StartProcess(commandId.value(), id.value(), now(), ISSUED_BY, config);
    return settle(id, commandId, command);
  }

  CompletionStage<CommandFate> stop(ProcessId id, CommandId commandId) {
    var command = new StopProcess(commandId.value(), id.value(), now(), ISSUED_BY, NO_REASON);
    return settle(id, commandId, command);
  }

  CompletionStage<CommandFate> restart(ProcessId id, CommandId commandId) {
    var command = new RestartProcess(commandId.value(), id.value(), now(), ISSUED_BY, NO_REASON);
    return settle(id, commandId, command);
  }

  CompletionStage<CommandFate> update(ProcessId id, CommandId commandId, ProcessConfig config) {
    var command = new UpdateProcess(commandId.value(), id.value(), now(), ISSUED_BY, config);
    return settle(id, commandId, command);
  }

  CompletionStage<CommandFate> release(ProcessId id, CommandId commandId) {
    var command = new ReleaseProcess(commandId.value(), id.value(), now(), ISSUED_BY, NO_REASON);
    return settle(id, commandId, command);
  }

  private CompletionStage<CommandFate> settle(
      ProcessId id, CommandId commandId, SpecificRecord command) {
    if (!views.isCaughtUp()) {
      return sentNothing("this control plane has not yet read what stands in Kafka");
    }
    // Before it is written: else its outcome could pass unseen.
    CompletableFuture<CommandResult> outcome = outcomes.await(id, commandId, patience);
    if (outcome.isCompletedExceptionally()
        && outcome.exceptionNow() instanceof TooManyWaitersException) {
      return sentNothing("too many requests wait for outcomes");
    }
    commands
        .append(id, command)
        .whenComplete((_, failure) -> {
          if (failure != null) {
            outcome.completeExceptionally(failure);
          }
        });
    return outcome
        .thenCompose(this::seen)
        .exceptionally(failure -> unknown(id, commandId, failure));
  }

  /// Waits until the views show what the command did: clients read what they wrote.
  private CompletionStage<CommandFate> seen(CommandResult result) {
    return switch (result.outcome()) {
      case REJECTED -> CompletableFuture.completedFuture(new CommandFate.Rejected(result));
      case ACCEPTED, NOTHING_TO_DO -> {
        CompletableFuture<ProcessView> view =
            processes.awaitSequence(result.processId(), result.sequence(), patience);
        yield view.thenApply(process -> new CommandFate.Settled(result, process));
      }
    };
  }

  private static CommandFate unknown(ProcessId id, CommandId commandId, Throwable failure) {
    log.atWarn()
        .addKeyValue("processId", id)
        .addKeyValue("commandId", commandId)
        .addKeyValue("reason", failure.getCause() == null ? failure : failure.getCause())
        .log("outcome of a command did not arrive in time");
    return new CommandFate.Unknown(commandId);
  }

  private static CompletionStage<CommandFate> sentNothing(String why) {
    return CompletableFuture.completedFuture(new CommandFate.NotSent(why));
  }

  /// Avro keeps microseconds.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
