package io.sluice.controlplane.decisions;

import io.sluice.controlplane.fleet.Fleet;
import io.sluice.controlplane.history.ProcessSnapshotRecords;
import io.sluice.controlplane.history.TransitionRecords;
import io.sluice.controlplane.process.Decider;
import io.sluice.controlplane.process.ProcessDecider;
import io.sluice.eventlog.PartitionLogic;
import io.sluice.eventlog.PartitionLogicFactory;
import io.sluice.eventlog.StateRecord;
import io.sluice.process.rules.AddressLists;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.InstantSource;

/// Takes a partition over: its processes as their snapshots say.
///
/// @param decider what is decided, as opposed to what is done about it
/// @param decidedBy name of this control plane in the history
/// @param addressLists that processes are held to
public record DecisionsFactory(
    RecordCodec codec,
    TopicCatalogue topics,
    Fleet fleet,
    Decider decider,
    String decidedBy,
    InstantSource clock,
    DecisionListener listener,
    AddressLists addressLists)
    implements PartitionLogicFactory {

  public DecisionsFactory(
      RecordCodec codec,
      TopicCatalogue topics,
      Fleet fleet,
      String decidedBy,
      InstantSource clock,
      DecisionListener listener,
      AddressLists addressLists) {
    this(codec, topics, fleet, ProcessDecider::decide, decidedBy, clock, listener, addressLists);
  }

  /// @throws IllegalStateException when a snapshot cannot be read: to decide without it would be to
  ///   lose a process
  @Override
  public PartitionLogic restore(int partition, Iterable<StateRecord> state) {
    PartitionProcesses processes = new PartitionProcesses();
    for (StateRecord record : state) {
      processes.put(ProcessSnapshotRecords.read(snapshot(record)));
    }
    return new PartitionDecisions(
        processes,
        fleet,
        decider,
        new InputReader(codec, topics),
        new TransitionRecords(codec, decidedBy),
        new Publications(codec, topics),
        clock,
        listener,
        addressLists);
  }

  private ProcessSnapshot snapshot(StateRecord record) {
    return codec
        .decode(record.value())
        .as(ProcessSnapshot.class)
        .orElseThrow(() ->
            new IllegalStateException(
                "the snapshot of process " + record.key() + " cannot be read"));
  }
}
