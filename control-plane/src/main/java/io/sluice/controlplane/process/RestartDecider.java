package io.sluice.controlplane.process;

import io.sluice.controlplane.process.ProcessEvent.Loss;
import io.sluice.controlplane.process.ProcessEvent.PlacementLost;
import io.sluice.controlplane.process.ProcessEvent.ProcessConfigured;
import io.sluice.controlplane.process.ProcessEvent.ProcessReleased;
import io.sluice.controlplane.process.ProcessEvent.RestartCause;
import io.sluice.controlplane.process.ProcessEvent.RestartRequested;
import io.sluice.controlplane.process.ProcessInput.ReleaseProcess;
import io.sluice.controlplane.process.ProcessInput.RestartProcess;
import io.sluice.controlplane.process.ProcessInput.UpdateProcess;
import io.sluice.controlplane.process.ProcessState.Absent;
import io.sluice.controlplane.process.ProcessState.Active;
import io.sluice.controlplane.process.ProcessState.Assigned;
import io.sluice.controlplane.process.ProcessState.Held;
import io.sluice.controlplane.process.ProcessState.Moving;
import io.sluice.controlplane.process.ProcessState.Quarantined;
import io.sluice.controlplane.process.ProcessState.Stopped;
import io.sluice.controlplane.process.ProcessState.Stopping;
import io.sluice.controlplane.process.ProcessState.Waiting;
import io.sluice.process.rules.RuleProblem;
import java.util.List;
import java.util.Optional;

/// Settles the commands to a process that is started already: restart, update, release.
final class RestartDecider {
  static final String NOT_PLACED = "NOT_PLACED";
  static final String UNCHANGED = "UNCHANGED";
  static final String NOT_QUARANTINED = "NOT_QUARANTINED";

  private RestartDecider() {}

  static List<ProcessEvent> restart(ProcessState state, RestartProcess command, Placing placing) {
    return switch (state) {
      case Absent _, Stopped _ -> Settling.notRunning(command);
      case Stopping _ -> Settling.alreadyStopping(command);
      case Waiting _ ->
          Settling.changedNothing(
              command, NOT_PLACED, "the process waits for a worker: nothing runs yet");
      case Assigned s -> Settling.accepted(command, restart(s, command));
      case Active s -> Settling.accepted(command, restart(s, command));
      case Moving s -> Settling.accepted(command, restart(s, command));
      case Quarantined s -> released(s, command, placing);
    };
  }

  private static ProcessEvent restart(Held state, RestartProcess command) {
    return new RestartRequested(
        RestartCause.RESTART_COMMAND, command.reason(), state.target().restarts() + 1);
  }

  static List<ProcessEvent> release(ProcessState state, ReleaseProcess command, Placing placing) {
    return switch (state) {
      case Quarantined s -> released(s, command, placing);
      case Absent _, Waiting _, Assigned _, Active _, Moving _, Stopping _, Stopped _ ->
          Settling.changedNothing(command, NOT_QUARANTINED, "the process is not quarantined");
    };
  }

  private static List<ProcessEvent> released(
      Quarantined state, ProcessInput.Command command, Placing placing) {
    return Settling.accepted(
        command, new ProcessReleased(), placing.place(state.config(), state.lastGeneration()));
  }

  static List<ProcessEvent> update(
      ProcessState state, UpdateProcess command, Placing placing, ConfigRules rules) {
    return switch (state) {
      case Absent _, Stopped _ ->
          Settling.rejected(
              command,
              Rejection.NOT_STARTED,
              "the process is not started: start it with this configuration");
      case Stopping _ -> Settling.stillStopping(command);
      case Waiting s ->
          changed(s, command, rules, config -> List.of(placing.place(config, s.lastGeneration())));
      case Quarantined s ->
          changed(s, command, rules, config -> List.of(placing.place(config, s.lastGeneration())));
      case Assigned s -> changed(s, command, rules, config -> inPlace(s, config, placing));
      case Active s -> changed(s, command, rules, config -> inPlace(s, config, placing));
      case Moving s -> changed(s, command, rules, config -> inPlace(s, config, placing));
    };
  }

  /// What follows from a new configuration.
  private interface Consequence {
    List<ProcessEvent> of(ProcessConfig config);
  }

  private static List<ProcessEvent> changed(
      ProcessState.Configured state,
      UpdateProcess command,
      ConfigRules rules,
      Consequence consequence) {
    ProcessConfig config = command.config().withDefaults();
    Optional<RuleProblem> problem = rules.problems(config).stream().findFirst();
    if (problem.isPresent()) {
      return Settling.invalid(command, problem.get());
    }
    if (ConfigChange.between(state.config(), config) == ConfigChange.NONE) {
      return Settling.changedNothing(
          command, UNCHANGED, "the process has this very configuration already");
    }
    return Settling.accepted(
        command,
        new ProcessConfigured(config, state.target().revision() + 1),
        consequence.of(config));
  }

  private static List<ProcessEvent> inPlace(Held state, ProcessConfig config, Placing placing) {
    return switch (ConfigChange.between(state.config(), config)) {
      case NONE, LIVE -> List.of();
      case FFMPEG ->
          List.of(new RestartRequested(RestartCause.UPDATE, "", state.target().restarts() + 1));
      // The worker that holds it may well be the best again, under the next generation.
      case PLACEMENT ->
          List.of(
              new PlacementLost(Loss.UPDATED, state.owner().generation()),
              placing.place(config, state.owner().generation()));
    };
  }
}
