package io.sluice.controlplane.decisions;

import io.sluice.controlplane.history.PublicationRecords;
import io.sluice.controlplane.process.Owner;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.process.ProcessState;
import io.sluice.controlplane.process.ProcessState.Absent;
import io.sluice.controlplane.process.ProcessState.Active;
import io.sluice.controlplane.process.ProcessState.Assigned;
import io.sluice.controlplane.process.ProcessState.Moving;
import io.sluice.controlplane.process.ProcessState.Quarantined;
import io.sluice.controlplane.process.ProcessState.Stopped;
import io.sluice.controlplane.process.ProcessState.Stopping;
import io.sluice.controlplane.process.ProcessState.Waiting;
import io.sluice.controlplane.process.Reception;
import io.sluice.controlplane.process.Target;
import io.sluice.eventlog.OutputRecord;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// What workers and gateways must be told after a transition: an assignment exists exactly while a
/// worker is to run the process, a route exactly while publishers can be led to it.
record Publications(RecordCodec codec, TopicCatalogue topics) {
  /// @param leaving a worker of the same partition that runs the process on
  private record Assigning(Owner owner, Target target, @Nullable WorkerId leaving) {
    boolean isSameAs(Assigning other) {
      return owner.workerId().equals(other.owner.workerId())
          && owner.generation().equals(other.owner.generation())
          && target.revision() == other.target.revision()
          && target.restarts() == other.target.restarts()
          && Optional.ofNullable(leaving).equals(Optional.ofNullable(other.leaving));
    }
  }

  void write(Process before, Process after, Outbox outbox) {
    writeAssignments(after, assigning(before.state()), assigning(after.state()), outbox);
    writeRoute(after, before.reception(), after.reception(), outbox);
  }

  private void writeAssignments(
      Process process,
      Map<Integer, Assigning> old,
      Map<Integer, Assigning> current,
      Outbox outbox) {
    old.keySet().stream()
        .filter(partition -> !current.containsKey(partition))
        .forEach(partition -> assign(outbox, partition, process.id(), null));
    current.forEach((partition, assigning) -> {
      Assigning known = old.get(partition);
      if (known == null || !assigning.isSameAs(known)) {
        assign(
            outbox,
            partition,
            process.id(),
            PublicationRecords.assignment(
                process.id(),
                assigning.target(),
                assigning.owner(),
                assigning.leaving(),
                process.changedAt()));
      }
    });
  }

  private void writeRoute(
      Process process, Optional<Reception> old, Optional<Reception> current, Outbox outbox) {
    if (old.equals(current)) {
      return;
    }
    outbox.put(
        output(
            TopicCatalogue.ROUTES.name(),
            topics.partitionOf(process.id()),
            process.id(),
            current
                .map(reception ->
                    PublicationRecords.route(process.id(), reception, process.changedAt()))
                .orElse(null)));
  }

  /// Every one counts, also one that is withdrawn in the same batch: a worker reports the end of
  /// what it was told to run, and of nothing else, and a stop waits for that report.
  private void assign(
      Outbox outbox, int partition, ProcessId key, @Nullable SpecificRecord assignment) {
    outbox.append(output(TopicCatalogue.ASSIGNMENTS.name(), partition, key, assignment));
  }

  private OutputRecord output(
      String topic, int partition, ProcessId key, @Nullable SpecificRecord value) {
    return new OutputRecord(
        topic, partition, key.value(), value == null ? null : codec.encode(value));
  }

  /// By partition: of a process that moves between two, each worker finds its own.
  private SortedMap<Integer, Assigning> assigning(ProcessState state) {
    SortedMap<Integer, Assigning> all = new TreeMap<>();
    switch (state) {
      case Assigned s -> put(all, s.owner(), s.target());
      case Active s -> put(all, s.owner(), s.target());
      case Moving s -> {
        put(all, s.leaving().owner(), s.target());
        // In one partition a process has one record: it then names both.
        all.merge(
            partition(s.owner()),
            new Assigning(s.owner(), s.target(), null),
            (leaving, _) -> new Assigning(s.owner(), s.target(), leaving.owner().workerId()));
      }
      case Absent _, Waiting _, Stopping _, Stopped _, Quarantined _ -> {}
    }
    return all;
  }

  private void put(SortedMap<Integer, Assigning> all, Owner owner, Target target) {
    all.put(partition(owner), new Assigning(owner, target, null));
  }

  private int partition(Owner owner) {
    return topics.partitionOf(owner.workerId());
  }
}
