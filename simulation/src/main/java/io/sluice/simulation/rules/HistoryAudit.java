package io.sluice.simulation.rules;

import static io.sluice.simulation.rules.BrokenRuleException.unless;

import io.sluice.controlplane.history.RecordedTransition;
import io.sluice.controlplane.history.TransitionRecords;
import io.sluice.controlplane.process.Decider;
import io.sluice.controlplane.process.Decision;
import io.sluice.controlplane.process.Owner;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.process.ProcessDecider;
import io.sluice.controlplane.process.ProcessEvent;
import io.sluice.controlplane.process.ProcessEvent.FactIgnored;
import io.sluice.controlplane.process.ProcessEvent.MoveBegan;
import io.sluice.controlplane.process.ProcessEvent.ProcessPlaced;
import io.sluice.controlplane.process.ProcessState;
import io.sluice.controlplane.process.WorkerFact;
import io.sluice.controlplane.process.WorkerFact.ProcessTornDown;
import io.sluice.eventlog.InputPosition;
import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.simulation.log.Written;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the history as it grows, and keeps what it folds to.
public final class HistoryAudit {
  private final RecordCodec codec;
  private final Decider decider;
  private final CommandAudit commands;
  private final Map<String, Process> processes = new TreeMap<>();
  private final Map<ProcessId, Map<Generation, WorkerId>> given = new HashMap<>();
  private final Map<ProcessId, Generation> highest = new HashMap<>();
  private long transitions;

  HistoryAudit(RecordCodec codec, Decider decider) {
    this.codec = codec;
    this.decider = decider;
    this.commands = new CommandAudit(codec);
  }

  /// @return the input that was decided; empty when it came from the control plane itself
  Optional<InputPosition> read(Written written) {
    byte[] value = Objects.requireNonNull(written.entry().value());
    Transition record = codec.decode(value).as(Transition.class).orElseThrow();
    TransitionRecords records = new TransitionRecords(codec, record.getDecidedBy());
    RecordedTransition read = records.read(record);
    Process before = process(read.processId());
    unless(
        read.sequence() == before.sequence() + 1,
        "rule 1",
        "transition %s of %s follows transition %s",
        read.sequence(),
        read.processId(),
        before.sequence());
    Decision again = decider.decide(before, read.input(), read.circumstances());
    unless(
        Arrays.equals(value, encoded(records, before, read, again)),
        "rule 2",
        "%s decided anew: %s instead of %s",
        read.input(),
        again.events(),
        read.events());
    Process after = before.after(read.events(), read.circumstances().now());
    read.events().forEach(event -> checkGeneration(read.processId(), event));
    if (read.input() instanceof WorkerFact fact) {
      checkFact(before, fact, read, after);
    }
    commands.check(read, record, after);
    processes.put(read.processId().value(), after);
    transitions++;
    return Optional.ofNullable(read.position());
  }

  private byte[] encoded(
      TransitionRecords records, Process before, RecordedTransition read, Decision again) {
    return codec.encode(
        records.write(before, read.input(), read.circumstances(), again, read.position()));
  }

  private void checkGeneration(ProcessId process, ProcessEvent event) {
    switch (event) {
      case ProcessPlaced placed -> checkGiven(process, placed.generation(), placed.workerId());
      case MoveBegan began -> checkGiven(process, began.generation(), began.workerId());
      default -> {} // nothing else gives a generation
    }
  }

  private void checkGiven(ProcessId process, Generation generation, WorkerId worker) {
    Generation last = highest.getOrDefault(process, Generation.NONE);
    unless(
        last.isOlderThan(generation),
        "rule 4",
        "%s is placed in generation %s after %s",
        process,
        generation,
        last);
    highest.put(process, generation);
    given.computeIfAbsent(process, _ -> new HashMap<>()).put(generation, worker);
  }

  private static void checkFact(
      Process before, WorkerFact fact, RecordedTransition read, Process after) {
    Owner owner = before.owner();
    boolean isOwners =
        owner != null
            && owner.workerId().equals(fact.origin().workerId())
            && owner.generation().equals(fact.origin().generation())
            && !fact.origin().incarnation().isOlderThan(owner.incarnation());
    unless(
        isOwners
            || isEndAtLeaving(before, fact)
            || (after.state().equals(before.state())
                && read.events().stream().allMatch(FactIgnored.class::isInstance)),
        "rule 4",
        "%s is held by %s and takes %s",
        before.id(),
        owner,
        fact);
  }

  /// The worker that a process moves away from may still say that it runs it no more.
  private static boolean isEndAtLeaving(Process before, WorkerFact fact) {
    return fact instanceof ProcessTornDown
        && leaving(before)
            .filter(owner -> owner.workerId().equals(fact.origin().workerId()))
            .filter(owner -> owner.generation().equals(fact.origin().generation()))
            .isPresent();
  }

  /// The worker that is to run the process until the new owner is ready.
  static Optional<Owner> leaving(Process process) {
    return process.state() instanceof ProcessState.Moving moving
        ? Optional.of(moving.leaving().owner())
        : Optional.empty();
  }

  void commandWritten(Written written) {
    commands.written(written);
  }

  /// What the history says of a process.
  Process process(ProcessId id) {
    return processes.getOrDefault(id.value(), Process.unknown(id));
  }

  public Collection<Process> processes() {
    return processes.values();
  }

  /// To whom that generation was given; null when it never was.
  @Nullable WorkerId given(ProcessId process, Generation generation) {
    return given.getOrDefault(process, Map.of()).get(generation);
  }

  /// The worker that is to run the process now.
  static Optional<Owner> runner(Process process) {
    return ProcessDecider.demand(process.state()).isPresent()
        ? Optional.ofNullable(process.owner())
        : Optional.empty();
  }

  public CommandAudit commands() {
    return commands;
  }

  public long transitions() {
    return transitions;
  }

  /// How many times a process was given to a worker.
  public long placements() {
    return given.values().stream().mapToLong(Map::size).sum();
  }
}
