package io.sluice.simulation.rules;

import static io.sluice.simulation.rules.BrokenRuleException.unless;

import io.sluice.controlplane.history.RecordedTransition;
import io.sluice.controlplane.process.Outcomes;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.process.ProcessDecider;
import io.sluice.controlplane.process.ProcessEvent.CommandRepeated;
import io.sluice.controlplane.process.ProcessInput.Command;
import io.sluice.controlplane.process.ProcessInput.ReleaseProcess;
import io.sluice.controlplane.process.ProcessInput.RestartProcess;
import io.sluice.controlplane.process.ProcessInput.StartProcess;
import io.sluice.controlplane.process.ProcessInput.StopProcess;
import io.sluice.controlplane.process.ProcessInput.UpdateProcess;
import io.sluice.controlplane.process.ProcessState.Quarantined;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.Decoding;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.simulation.log.Written;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/// Rule 3: what was answered to whom, and what orchestrators may believe since.
public final class CommandAudit {
  /// @param number how many its process had settled before
  private record Answer(String outcome, String reason, int number) {}

  private record Asked(String process, String commandId) implements Comparable<Asked> {
    @Override
    public int compareTo(Asked other) {
      int byProcess = process.compareTo(other.process);
      return byProcess == 0 ? commandId.compareTo(other.commandId) : byProcess;
    }
  }

  private final RecordCodec codec;
  private final Map<Asked, Integer> written = new TreeMap<>();
  private final Map<Asked, Answer> answers = new HashMap<>();
  private final Map<String, Integer> settled = new HashMap<>();
  private final Map<ProcessId, Boolean> wanted = new HashMap<>();

  CommandAudit(RecordCodec codec) {
    this.codec = codec;
  }

  void written(Written record) {
    byte[] value = record.entry().value();
    if (value != null
        && codec.decode(value) instanceof Decoding.Decoded(SpecificRecord message)
        && message.getSchema().getField("commandId") != null) {
      Asked asked = new Asked(text(message, "processId"), text(message, "commandId"));
      written.merge(asked, 1, Integer::sum);
    }
  }

  private static String text(SpecificRecord message, String field) {
    return String.valueOf(message.get(message.getSchema().getField(field).pos()));
  }

  void check(RecordedTransition read, Transition record, Process after) {
    if (read.input() instanceof Command command) {
      Answer answer =
          new Answer(
              record.getOutcome().orElse(""), record.getReason().orElse(""), answered(command));
      unless(!answer.outcome().isEmpty(), "rule 3", "%s has no outcome", command);
      if (read.events().stream().anyMatch(CommandRepeated.class::isInstance)) {
        checkSame(command, answer);
      } else {
        checkFirst(command, answer);
        believe(after.id(), command, answer);
      }
    }
    checkRuns(read, after);
  }

  private int answered(Command command) {
    return settled.getOrDefault(command.processId(), 0);
  }

  private void checkSame(Command command, Answer answer) {
    Answer first = answers.get(new Asked(command.processId(), command.commandId()));
    unless(
        first != null
            && first.outcome().equals(answer.outcome())
            && first.reason().equals(answer.reason()),
        "rule 3",
        "%s was answered %s and is now answered %s",
        command,
        first,
        answer);
  }

  private void checkFirst(Command command, Answer answer) {
    Answer first = answers.put(new Asked(command.processId(), command.commandId()), answer);
    settled.merge(command.processId(), 1, Integer::sum);
    unless(
        first == null || answer.number() - first.number() >= Outcomes.LIMIT,
        "rule 3",
        "%s was answered %s and is decided again: %s",
        command,
        first,
        answer);
  }

  private void believe(ProcessId process, Command command, Answer answer) {
    boolean accepted = answer.outcome().equals("ACCEPTED");
    boolean was = isWanted(process);
    boolean fits =
        switch (command) {
          case StartProcess _ -> accepted != was || answer.reason().equals("STILL_STOPPING");
          case StopProcess _ -> accepted == was;
          case RestartProcess _, UpdateProcess _, ReleaseProcess _ -> !accepted || was;
        };
    unless(
        fits,
        "rule 3",
        "%s is answered %s while the process should %srun",
        command,
        answer,
        was ? "" : "not ");
    wanted.put(process, accepted ? !(command instanceof StopProcess) : was);
  }

  /// A process runs, or waits for a worker, while orchestrators may believe so; quarantine alone
  /// keeps it from that.
  private void checkRuns(RecordedTransition read, Process after) {
    boolean runs = ProcessDecider.demand(after.state()).isPresent();
    boolean isWanted = isWanted(after.id());
    unless(
        runs == isWanted || (isWanted && after.state() instanceof Quarantined),
        "rule 6",
        "%s is %s after %s, and should %srun",
        after.id(),
        after.state(),
        read.events(),
        isWanted ? "" : "not ");
  }

  boolean isWanted(ProcessId process) {
    return wanted.getOrDefault(process, false);
  }

  public int asked() {
    return written.size();
  }

  /// Every command that was ever written has its answer.
  public void checkAllAnswered() {
    written
        .keySet()
        .forEach(asked -> unless(answers.containsKey(asked), "rule 3", "%s has no outcome", asked));
  }
}
