package io.sluice.simulation.rules;

import static io.sluice.simulation.rules.BrokenRuleException.unless;

import io.sluice.controlplane.history.RecordedTransition;
import io.sluice.controlplane.process.Outcomes;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.process.ProcessDecider;
import io.sluice.controlplane.process.ProcessInput.Command;
import io.sluice.controlplane.process.ProcessInput.StartProcess;
import io.sluice.controlplane.process.ProcessInput.StopProcess;
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
  /// @param number position among all that its process settled
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
      String outcome = record.getOutcome().orElse("");
      String reason = record.getReason().orElse("");
      unless(!outcome.isEmpty(), "rule 3", "%s has no outcome", command);
      if (isFirst(command, outcome, reason)) {
        believe(after.id(), command, outcome, reason);
      }
    }
    boolean runs = ProcessDecider.demand(after.state()).isPresent();
    unless(
        runs == isWanted(after.id()),
        "rule 6",
        "%s is %s after %s, and should %srun",
        after.id(),
        after.state(),
        read.events(),
        runs ? "not " : "");
  }

  /// False when the same command was answered before, and is now answered the same again.
  private boolean isFirst(Command command, String outcome, String reason) {
    Asked asked = new Asked(command.processId(), command.commandId());
    int number = settled.merge(command.processId(), 1, Integer::sum);
    Answer first = answers.get(asked);
    if (first == null || number - first.number() >= Outcomes.LIMIT) {
      answers.put(asked, new Answer(outcome, reason, number));
      return true;
    }
    unless(
        first.outcome().equals(outcome) && first.reason().equals(reason),
        "rule 3",
        "%s was %s %s and is now %s %s",
        command,
        first.outcome(),
        first.reason(),
        outcome,
        reason);
    return false;
  }

  private void believe(ProcessId process, Command command, String outcome, String reason) {
    boolean was = isWanted(process);
    switch (command) {
      case StartProcess _ -> {
        unless(
            outcome.equals("ACCEPTED") != was || reason.equals("STILL_STOPPING"),
            "rule 3",
            "a start is %s %s while the process should %srun",
            outcome,
            reason,
            was ? "" : "not ");
        wanted.put(process, was || outcome.equals("ACCEPTED"));
      }
      case StopProcess _ -> {
        unless(
            outcome.equals("ACCEPTED") == was,
            "rule 3",
            "a stop is %s %s while the process should %srun",
            outcome,
            reason,
            was ? "" : "not ");
        wanted.put(process, false);
      }
    }
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
        .forEach(asked ->
            unless(answers.containsKey(asked), "rule 3", "%s has no outcome", asked));
  }
}
