package io.sluice.controlplane.process;

import io.sluice.controlplane.process.ProcessEvent.CommandAccepted;
import io.sluice.controlplane.process.ProcessEvent.CommandChangedNothing;
import io.sluice.controlplane.process.ProcessEvent.CommandRejected;
import io.sluice.controlplane.process.ProcessEvent.CommandRepeated;
import io.sluice.controlplane.process.ProcessEvent.ProcessConfigured;
import io.sluice.controlplane.process.ProcessEvent.ProcessStopped;
import io.sluice.controlplane.process.ProcessEvent.StopReason;
import io.sluice.controlplane.process.ProcessEvent.StopRequested;
import io.sluice.controlplane.process.ProcessInput.Command;
import io.sluice.controlplane.process.ProcessInput.StartProcess;
import io.sluice.controlplane.process.ProcessInput.StopProcess;
import io.sluice.controlplane.process.ProcessState.Absent;
import io.sluice.controlplane.process.ProcessState.Active;
import io.sluice.controlplane.process.ProcessState.Assigned;
import io.sluice.controlplane.process.ProcessState.Stopped;
import io.sluice.controlplane.process.ProcessState.Stopping;
import io.sluice.controlplane.process.ProcessState.Waiting;
import io.sluice.identity.CommandId;
import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import io.sluice.process.rules.RuleProblem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Settles commands: each exactly once, repetitions with their first outcome.
final class CommandDecider {
  static final String NOT_RUNNING = "NOT_RUNNING";
  static final String ALREADY_STOPPING = "ALREADY_STOPPING";

  // An outcome is carried in every snapshot of its process.
  private static final int MAX_DETAIL_CHARS = 300;

  private CommandDecider() {}

  static List<ProcessEvent> decide(Process process, Command command, Placing placing) {
    Optional<ProcessEvent> malformed = malformed(process.id(), command);
    if (malformed.isPresent()) {
      return List.of(malformed.get());
    }
    Optional<CommandOutcome> first = process.outcomes().find(command.commandId());
    if (first.isPresent()) {
      return List.of(new CommandRepeated(command.commandId(), first.get()));
    }
    return switch (command) {
      case StartProcess start -> start(process.state(), start, placing);
      case StopProcess stop -> stop(process.state(), stop);
    };
  }

  private static Optional<ProcessEvent> malformed(ProcessId id, Command command) {
    String commandId = CommandId.problem(command.commandId());
    if (!commandId.isEmpty()) {
      return Optional.of(
          rejected(command, Rejection.INVALID_COMMAND_ID, "commandId", "commandId " + commandId));
    }
    String processId = ProcessId.problem(command.processId());
    if (!processId.isEmpty()) {
      return Optional.of(rejected(command, Rejection.INVALID_PROCESS_ID, "id", "id " + processId));
    }
    if (!command.processId().equals(id.value())) {
      return Optional.of(
          rejected(
              command,
              Rejection.KEY_MISMATCH,
              "id",
              "the record's key and the command's process id differ: make them equal"));
    }
    return Optional.empty();
  }

  private static List<ProcessEvent> start(
      ProcessState state, StartProcess command, Placing placing) {
    return switch (state) {
      case Absent _ -> startAfter(Generation.NONE, command, placing);
      case Stopped stopped -> startAfter(stopped.lastGeneration(), command, placing);
      case Waiting _, Assigned _, Active _ ->
          List.of(
              rejected(
                  command,
                  Rejection.ALREADY_STARTED,
                  null,
                  "the process is started: stop it before it is started again"));
      case Stopping _ ->
          List.of(
              rejected(
                  command,
                  Rejection.STILL_STOPPING,
                  null,
                  "the process is still stopping: start it again once it has stopped"));
    };
  }

  private static List<ProcessEvent> startAfter(
      Generation last, StartProcess command, Placing placing) {
    ProcessConfig config = command.config().withDefaults();
    List<RuleProblem> problems = ConfigRules.problems(config);
    if (!problems.isEmpty()) {
      RuleProblem problem = problems.getFirst();
      return List.of(
          rejected(command, Rejection.INVALID_CONFIG, problem.field(), problem.toString()));
    }
    return List.of(
        new CommandAccepted(command.commandId()),
        new ProcessConfigured(config),
        placing.place(config, last));
  }

  private static List<ProcessEvent> stop(ProcessState state, StopProcess command) {
    return switch (state) {
      case Absent _, Stopped _ ->
          List.of(changedNothing(command, NOT_RUNNING, "the process is not running"));
      case Stopping _ ->
          List.of(changedNothing(command, ALREADY_STOPPING, "the process is stopping already"));
      case Waiting waiting ->
          List.of(
              new CommandAccepted(command.commandId()),
              new ProcessStopped(reasonToStop(waiting), false));
      case Assigned _, Active _ ->
          List.of(new CommandAccepted(command.commandId()), new StopRequested(command.reason()));
    };
  }

  private static StopReason reasonToStop(Waiting waiting) {
    return waiting.lastGeneration().equals(Generation.NONE)
        ? StopReason.NEVER_PLACED
        : StopReason.STOPPED;
  }

  private static ProcessEvent changedNothing(Command command, String reason, String detail) {
    return new CommandChangedNothing(command.commandId(), reason, detail);
  }

  private static ProcessEvent rejected(
      Command command, Rejection reason, @Nullable String field, String detail) {
    String bounded =
        detail.length() <= MAX_DETAIL_CHARS ? detail : detail.substring(0, MAX_DETAIL_CHARS);
    return new CommandRejected(command.commandId(), reason, field, bounded);
  }
}
