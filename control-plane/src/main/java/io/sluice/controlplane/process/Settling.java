package io.sluice.controlplane.process;

import io.sluice.controlplane.process.ProcessEvent.CommandAccepted;
import io.sluice.controlplane.process.ProcessEvent.CommandChangedNothing;
import io.sluice.controlplane.process.ProcessEvent.CommandRejected;
import io.sluice.controlplane.process.ProcessInput.Command;
import io.sluice.process.rules.RuleProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The ways in which a command is settled, with what follows.
final class Settling {
  static final String NOT_RUNNING = "NOT_RUNNING";
  static final String ALREADY_STOPPING = "ALREADY_STOPPING";

  // An outcome is carried in every snapshot of its process.
  private static final int MAX_DETAIL_CHARS = 300;

  private Settling() {}

  static List<ProcessEvent> accepted(Command command, ProcessEvent... following) {
    return accepted(command, List.of(following));
  }

  static List<ProcessEvent> accepted(
      Command command, ProcessEvent first, List<ProcessEvent> further) {
    List<ProcessEvent> following = new ArrayList<>();
    following.add(first);
    following.addAll(further);
    return accepted(command, following);
  }

  private static List<ProcessEvent> accepted(Command command, List<ProcessEvent> following) {
    List<ProcessEvent> events = new ArrayList<>();
    events.add(new CommandAccepted(command.commandId()));
    events.addAll(following);
    return events;
  }

  static List<ProcessEvent> changedNothing(Command command, String reason, String detail) {
    return List.of(new CommandChangedNothing(command.commandId(), reason, detail));
  }

  static List<ProcessEvent> notRunning(Command command) {
    return changedNothing(command, NOT_RUNNING, "the process is not running");
  }

  static List<ProcessEvent> alreadyStopping(Command command) {
    return changedNothing(command, ALREADY_STOPPING, "the process is stopping already");
  }

  static List<ProcessEvent> rejected(Command command, Rejection reason, String detail) {
    return List.of(rejection(command, reason, null, detail));
  }

  static List<ProcessEvent> stillStopping(Command command) {
    return rejected(
        command,
        Rejection.STILL_STOPPING,
        "the process is still stopping: start it again once it has stopped");
  }

  static List<ProcessEvent> invalid(Command command, RuleProblem problem) {
    return List.of(
        rejection(command, Rejection.INVALID_CONFIG, problem.field(), problem.toString()));
  }

  static ProcessEvent rejection(
      Command command, Rejection reason, @Nullable String field, String detail) {
    String bounded =
        detail.length() <= MAX_DETAIL_CHARS ? detail : detail.substring(0, MAX_DETAIL_CHARS);
    return new CommandRejected(command.commandId(), reason, field, bounded);
  }
}
