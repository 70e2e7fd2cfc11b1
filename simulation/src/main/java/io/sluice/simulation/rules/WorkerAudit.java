package io.sluice.simulation.rules;

import static io.sluice.simulation.rules.BrokenRuleException.unless;

import io.sluice.controlplane.process.Owner;
import io.sluice.controlplane.process.Process;
import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.simulation.worker.WorkerWitness.Life;
import io.sluice.worker.ingest.TearDownReason;
import io.sluice.worker.ports.PortBlock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Rules 4, 7 and 8 on the workers themselves.
public final class WorkerAudit {
  private record Held(ProcessId process, Generation generation) {}

  private final HistoryAudit history;
  private final Map<Held, WorkerId> everHeld = new HashMap<>();
  private final Map<Life, Map<ProcessId, Generation>> running = new HashMap<>();
  private final Map<WorkerId, Set<Integer>> ports = new HashMap<>();

  WorkerAudit(HistoryAudit history) {
    this.history = history;
  }

  void began(Life life, ProcessId process, Generation generation) {
    WorkerId given = history.given(process, generation);
    unless(
        life.workerId().equals(given),
        "rule 4",
        "%s runs %s in generation %s, which was given to %s",
        life,
        process,
        generation,
        given);
    WorkerId other = everHeld.putIfAbsent(new Held(process, generation), life.workerId());
    unless(
        other == null || other.equals(life.workerId()),
        "rule 4",
        "%s and %s run %s in one generation",
        life,
        other,
        process);
    Generation before =
        running.computeIfAbsent(life, _ -> new HashMap<>()).put(process, generation);
    unless(before == null, "rule 4", "%s runs %s twice at the same time", life, process);
  }

  void ended(Life life, ProcessId process, Generation generation, TearDownReason reason) {
    running.getOrDefault(life, new HashMap<>()).remove(process);
    boolean isStillIts =
        Stream.of(
                HistoryAudit.runner(history.process(process)),
                HistoryAudit.leaving(history.process(process)))
            .flatMap(Optional::stream)
            .filter(owner -> owner.workerId().equals(life.workerId()))
            .anyMatch(owner -> owner.generation().equals(generation));
    boolean wasTakenAway =
        reason == TearDownReason.ASSIGNMENT_GONE || reason == TearDownReason.SUPERSEDED;
    unless(
        !(isStillIts && wasTakenAway),
        "rule 7",
        "%s ends %s in generation %s for %s, and should run it",
        life,
        process,
        generation,
        reason);
  }

  void bound(Life life, PortBlock block) {
    Set<Integer> taken = ports.computeIfAbsent(life.workerId(), _ -> new TreeSet<>());
    block
        .all()
        .forEach(
            port -> unless(taken.add(port), "rule 8", "port %s of %s is leased twice", port, life));
  }

  void freed(Life life, PortBlock block) {
    Set<Integer> taken = ports.computeIfAbsent(life.workerId(), _ -> new TreeSet<>());
    block
        .all()
        .forEach(port ->
            unless(taken.remove(port), "rule 8", "port %s of %s is freed twice", port, life));
  }

  void died(Life life) {
    running.remove(life);
    ports.remove(life.workerId());
  }

  /// Every process runs where the history says and nowhere else.
  public void checkRunsWhatItShould() {
    Set<Held> really = new HashSet<>();
    running.forEach((life, held) ->
        held.forEach((process, generation) -> {
          Optional<Owner> runner = HistoryAudit.runner(history.process(process));
          Optional<Owner> leaving = HistoryAudit.leaving(history.process(process));
          unless(
              Stream.of(runner, leaving)
                  .flatMap(Optional::stream)
                  .filter(o -> o.workerId().equals(life.workerId()))
                  .anyMatch(o -> o.generation().equals(generation)),
              "rule 4",
              "%s still runs %s in generation %s, which is %s",
              life,
              process,
              generation,
              runner);
          really.add(new Held(process, generation));
        }));
    for (Process process : history.processes()) {
      HistoryAudit.runner(process)
          .ifPresent(owner ->
              unless(
                  really.contains(new Held(process.id(), owner.generation())),
                  "rule 5",
                  "%s runs nowhere",
                  process));
    }
  }

  /// How many ports FFmpegs of that worker hold.
  public int portsHeld(WorkerId worker) {
    return ports.getOrDefault(worker, Set.of()).size();
  }
}
