package io.sluice.controlplane.decisions;

import io.sluice.controlplane.history.PublicationRecords;
import io.sluice.controlplane.process.Endpoint;
import io.sluice.controlplane.process.Owner;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.process.ProcessState;
import io.sluice.controlplane.process.ProcessState.Absent;
import io.sluice.controlplane.process.ProcessState.Active;
import io.sluice.controlplane.process.ProcessState.Assigned;
import io.sluice.controlplane.process.ProcessState.Quarantined;
import io.sluice.controlplane.process.ProcessState.Stopped;
import io.sluice.controlplane.process.ProcessState.Stopping;
import io.sluice.controlplane.process.ProcessState.Waiting;
import io.sluice.controlplane.process.Target;
import io.sluice.eventlog.OutputRecord;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// What workers and gateways must be told after a transition: an assignment exists exactly while a
/// worker is to run the process, a route exactly while publishers can be led to it.
record Publications(RecordCodec codec, TopicCatalogue topics) {
  private record Assigning(Owner owner, Target target) {
    boolean isSameAs(Assigning other) {
      return owner.workerId().equals(other.owner.workerId())
          && owner.generation().equals(other.owner.generation())
          && target.revision() == other.target.revision()
          && target.restarts() == other.target.restarts();
    }
  }

  private record Routing(Owner owner, Endpoint endpoint) {}

  void write(Process before, Process after, Outbox outbox) {
    writeAssignment(after, assigning(before.state()), assigning(after.state()), outbox);
    writeRoute(after, routing(before.state()), routing(after.state()), outbox);
  }

  private void writeAssignment(
      Process process, @Nullable Assigning old, @Nullable Assigning current, Outbox outbox) {
    if (old != null && (current == null || partition(old) != partition(current))) {
      assign(outbox, old, process.id(), null);
    }
    if (current != null && (old == null || !current.isSameAs(old))) {
      assign(
          outbox,
          current,
          process.id(),
          PublicationRecords.assignment(
              process.id(), current.target(), current.owner(), process.changedAt()));
    }
  }

  private void writeRoute(
      Process process, @Nullable Routing old, @Nullable Routing current, Outbox outbox) {
    if (Objects.equals(old, current)) {
      return;
    }
    outbox.put(
        output(
            TopicCatalogue.ROUTES.name(),
            topics.partitionOf(process.id()),
            process.id(),
            current == null
                ? null
                : PublicationRecords.route(
                    process.id(), current.owner(), current.endpoint(), process.changedAt())));
  }

  private int partition(Assigning assigning) {
    return topics.partitionOf(assigning.owner().workerId());
  }

  /// Every one counts, also one that is withdrawn in the same batch: a worker reports the end of
  /// what it was told to run, and of nothing else, and a stop waits for that report.
  private void assign(
      Outbox outbox, Assigning to, ProcessId key, @Nullable SpecificRecord assignment) {
    outbox.append(output(TopicCatalogue.ASSIGNMENTS.name(), partition(to), key, assignment));
  }

  private OutputRecord output(
      String topic, int partition, ProcessId key, @Nullable SpecificRecord value) {
    return new OutputRecord(
        topic, partition, key.value(), value == null ? null : codec.encode(value));
  }

  private static @Nullable Assigning assigning(ProcessState state) {
    return switch (state) {
      case Assigned s -> new Assigning(s.owner(), s.target());
      case Active s -> new Assigning(s.owner(), s.target());
      case Absent _, Waiting _, Stopping _, Stopped _, Quarantined _ -> null;
    };
  }

  private static @Nullable Routing routing(ProcessState state) {
    if (state instanceof Active active) {
      Endpoint endpoint = active.endpoint();
      return endpoint == null ? null : new Routing(active.owner(), endpoint);
    }
    return null;
  }
}
