package io.sluice.controlplane.decisions;

import io.sluice.controlplane.decisions.Addressed.Elsewhere;
import io.sluice.controlplane.decisions.Addressed.Here;
import io.sluice.controlplane.fleet.Fleet;
import io.sluice.controlplane.history.ProcessSnapshotRecords;
import io.sluice.controlplane.history.TransitionRecords;
import io.sluice.controlplane.placement.Demand;
import io.sluice.controlplane.placement.Offer;
import io.sluice.controlplane.process.Circumstances;
import io.sluice.controlplane.process.Decider;
import io.sluice.controlplane.process.Decision;
import io.sluice.controlplane.process.Owner;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.process.ProcessDecider;
import io.sluice.controlplane.process.ProcessInput;
import io.sluice.controlplane.process.WorkerFact.ProcessTornDown;
import io.sluice.eventlog.InputPosition;
import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.PartitionLogic;
import io.sluice.identity.ProcessId;
import io.sluice.process.rules.AddressLists;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides for one partition: each input once, with all that follows from it in one batch.
///
/// Thread: the loop's.
final class PartitionDecisions implements PartitionLogic {
  private final PartitionProcesses processes;
  private final Fleet fleet;
  private final Decider decider;
  private final InputReader reader;
  private final TransitionRecords transitions;
  private final Publications publications;
  private final InstantSource clock;
  private final DecisionListener listener;
  private final AddressLists addressLists;
  private final ObservationSource observations;
  private final Outbox outbox = new Outbox();

  PartitionDecisions(
      PartitionProcesses processes,
      Fleet fleet,
      Decider decider,
      InputReader reader,
      TransitionRecords transitions,
      Publications publications,
      InstantSource clock,
      DecisionListener listener,
      AddressLists addressLists) {
    this.processes = processes;
    this.fleet = fleet;
    this.decider = decider;
    this.reader = reader;
    this.transitions = transitions;
    this.publications = publications;
    this.clock = clock;
    this.listener = listener;
    this.addressLists = addressLists;
    this.observations =
        new ObservationSource(processes, fleet, clock, (id, input) -> decide(id, input, null));
  }

  @Override
  public List<OutputRecord> onInputs(List<InputRecord> inputs) {
    for (InputRecord record : inputs) {
      switch (reader.read(record)) {
        case Here(ProcessId process, ProcessInput input) ->
            decide(process, input, record.position());
        case Elsewhere(OutputRecord forwarded) -> {
          outbox.append(forwarded);
          listener.forwarded(forwarded.topic());
        }
      }
    }
    return outbox.drain();
  }

  @Override
  public List<OutputRecord> onTick() {
    observations.tick();
    return outbox.drain();
  }

  private void decide(ProcessId id, ProcessInput input, @Nullable InputPosition position) {
    noteShutdown(input);
    Process before = processes.get(id);
    Circumstances circumstances = circumstances(before, input);
    Decision decision = decider.decide(before, input, circumstances);
    processes.put(decision.after());
    reserve(decision);
    write(before, input, circumstances, decision, position);
    listener.decided(input, decision);
  }

  /// A worker that shuts down must not be given back what it just let go.
  private void noteShutdown(ProcessInput input) {
    if (input instanceof ProcessTornDown tornDown && tornDown.isShutdown()) {
      fleet.shutsDown(tornDown.origin().workerId(), tornDown.origin().incarnation());
    }
  }

  private Circumstances circumstances(Process before, ProcessInput input) {
    // As much as a record holds, so that the history re-runs with the very same time.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Optional<Demand> demand =
        ProcessDecider.mayPlace(before.state(), input)
            ? ProcessDecider.demand(before.state(), input)
            : Optional.empty();
    return new Circumstances(
        now,
        demand.map(fleet::offer).orElse(Offer.NONE),
        ProcessDecider.bringsConfiguration(input) ? addressLists : AddressLists.NONE);
  }

  /// Counts at once: the next process must see how full this one left its worker.
  private void reserve(Decision decision) {
    Process after = decision.after();
    Owner owner = after.owner();
    fleet.reserves(
        after.id(), after.sequence(), owner == null ? null : owner.workerId(), after.reference());
  }

  private void write(
      Process before,
      ProcessInput input,
      Circumstances circumstances,
      Decision decision,
      @Nullable InputPosition position) {
    Process after = decision.after();
    outbox.append(
        output(
            TopicCatalogue.PROCESS_EVENTS.name(),
            after.id(),
            transitions
                .codec()
                .encode(transitions.write(before, input, circumstances, decision, position))));
    outbox.put(
        output(
            TopicCatalogue.PROCESSES.name(),
            after.id(),
            transitions.codec().encode(ProcessSnapshotRecords.write(after))));
    publications.write(before, after, outbox);
  }

  private OutputRecord output(String topic, ProcessId key, byte[] value) {
    return new OutputRecord(topic, reader.topics().partitionOf(key), key.value(), value);
  }
}
