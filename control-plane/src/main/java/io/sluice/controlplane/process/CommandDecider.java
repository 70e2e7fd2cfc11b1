package io.sluice.controlplane.process;

import io.sluice.controlplane.process.ProcessEvent.CommandRepeated;
import io.sluice.controlplane.process.ProcessEvent.ProcessConfigured;
import io.sluice.controlplane.process.ProcessEvent.ProcessStopped;
import io.sluice.controlplane.process.ProcessEvent.StopReason;
import io.sluice.controlplane.process.ProcessEvent.StopRequested;
import io.sluice.controlplane.process.ProcessInput.Command;
import io.sluice.controlplane.process.ProcessInput.ReleaseProcess;
import io.sluice.controlplane.process.ProcessInput.RestartProcess;
import io.sluice.controlplane.process.ProcessInput.StartProcess;
import io.sluice.controlplane.process.ProcessInput.StopProcess;
import io.sluice.controlplane.process.ProcessInput.UpdateProcess;
import io.sluice.controlplane.process.ProcessState.Absent;
import io.sluice.controlplane.process.ProcessState.Active;
import io.sluice.controlplane.process.ProcessState.Assigned;
import io.sluice.controlplane.process.ProcessState.Moving;
import io.sluice.controlplane.process.ProcessState.Quarantined;
import io.sluice.controlplane.process.ProcessState.Stopped;
import io.sluice.controlplane.process.ProcessState.Stopping;
import io.sluice.controlplane.process.ProcessState.Waiting;
import io.sluice.identity.CommandId;
import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import io.sluice.process.rules.AddressLists;
import io.sluice.process.rules.RuleProblem;
import java.util.List;
import java.util.Optional;

/// Settles commands: each exactly once, repetitions with their first outcome.
final class CommandDecider {
  private CommandDecider() {}

  static List<ProcessEvent> decide(
      Process process, Command command, Placing placing, AddressLists lists) {
    Optional<ProcessEvent> malformed = malformed(process.id(), command);
    if (malformed.isPresent()) {
      return List.of(malformed.get());
    }
    Optional<CommandOutcome> first = process.outcomes().find(command.commandId());
    if (first.isPresent()) {
      return List.of(new CommandRepeated(command.commandId(), first.get()));
    }
    ConfigRules rules = new ConfigRules(process.id(), lists);
    return switch (command) {
      case StartProcess start -> start(process.state(), start, placing, rules);
      case StopProcess stop -> stop(process.state(), stop);
      case RestartProcess restart -> RestartDecider.restart(process.state(), restart, placing);
      case UpdateProcess update -> RestartDecider.update(process.state(), update, placing, rules);
      case ReleaseProcess release -> RestartDecider.release(process.state(), release, placing);
    };
  }

  private static Optional<ProcessEvent> malformed(ProcessId id, Command command) {
    String commandId = CommandId.problem(command.commandId());
    if (!commandId.isEmpty()) {
      return Optional.of(
          Settling.rejection(
              command, Rejection.INVALID_COMMAND_ID, "commandId", "commandId " + commandId));
    }
    String processId = ProcessId.problem(command.processId());
    if (!processId.isEmpty()) {
      return Optional.of(
          Settling.rejection(command, Rejection.INVALID_PROCESS_ID, "id", "id " + processId));
    }
    if (!command.processId().equals(id.value())) {
      return Optional.of(
          Settling.rejection(
              command,
              Rejection.KEY_MISMATCH,
              "id",
              "the record's key and the command's process id differ: make them equal"));
    }
    return Optional.empty();
  }

  private static List<ProcessEvent> start(
      ProcessState state, StartProcess command, Placing placing, ConfigRules rules) {
    return switch (state) {
      case Absent _ -> startAfter(Generation.NONE, 0, command, placing, rules);
      case Stopped s ->
          startAfter(s.lastGeneration(), s.target().revision(), command, placing, rules);
      case Waiting _, Assigned _, Active _, Moving _ ->
          Settling.rejected(
              command,
              Rejection.ALREADY_STARTED,
              "the process is started: stop it before it is started again, or update it");
      case Quarantined _ ->
          Settling.rejected(
              command,
              Rejection.QUARANTINED,
              "the process failed too often and is quarantined: read its report, then release it,"
                  + " update it or stop it");
      case Stopping _ -> Settling.stillStopping(command);
    };
  }

  private static List<ProcessEvent> startAfter(
      Generation last, long revision, StartProcess command, Placing placing, ConfigRules rules) {
    ProcessConfig config = command.config().withDefaults();
    List<RuleProblem> problems = rules.problems(config);
    if (!problems.isEmpty()) {
      return Settling.invalid(command, problems.getFirst());
    }
    return Settling.accepted(
        command, new ProcessConfigured(config, revision + 1), placing.place(config, last));
  }

  private static List<ProcessEvent> stop(ProcessState state, StopProcess command) {
    return switch (state) {
      case Absent _, Stopped _ -> Settling.notRunning(command);
      case Stopping _ -> Settling.alreadyStopping(command);
      case Waiting waiting ->
          Settling.accepted(command, new ProcessStopped(reasonToStop(waiting), false));
      case Quarantined _ ->
          Settling.accepted(command, new ProcessStopped(StopReason.STOPPED, false));
      case Assigned _, Active _, Moving _ ->
          Settling.accepted(command, new StopRequested(command.reason()));
    };
  }

  private static StopReason reasonToStop(Waiting waiting) {
    return waiting.lastGeneration().equals(Generation.NONE)
        ? StopReason.NEVER_PLACED
        : StopReason.STOPPED;
  }
}
