package io.sluice.simulation;

import io.sluice.controlplane.process.Circumstances;
import io.sluice.controlplane.process.Decision;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.process.ProcessDecider;
import io.sluice.controlplane.process.ProcessEvent;
import io.sluice.controlplane.process.ProcessEvent.FactIgnored;
import io.sluice.controlplane.process.ProcessEvent.ProcessPlaced;
import io.sluice.controlplane.process.ProcessInput;
import io.sluice.controlplane.process.WorkerFact;
import io.sluice.eventlog.OutputRecord;
import io.sluice.identity.Generation;
import io.sluice.schemas.topic.TopicCatalogue;
import io.sluice.simulation.log.Transactions;
import io.sluice.simulation.worker.Leases;
import io.sluice.worker.ports.NoLeaseException;
import io.sluice.worker.ports.PortBlock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/// Bugs that the simulation must find, each put between the parts of a world.
final class PlantedBugs {
  /// A control plane that the group has thrown out may still commit.
  static final Seams FENCING_CHECK_REMOVED = Seams.SOUND.withFence(_ -> _ -> true);

  /// A process that is placed again keeps its generation.
  static final Seams GENERATION_NOT_RAISED =
      Seams.SOUND.withDecider(PlantedBugs::withoutRaisingTheGeneration);

  /// The history, which holds the outcomes, does not wait for the commit.
  static final Seams OUTCOME_OUTSIDE_THE_TRANSACTION =
      Seams.SOUND.withSending(PlantedBugs::historyOutside);

  /// Ports that are given back stand in the pool twice.
  static final Seams LEASE_FREED_TWICE = Seams.SOUND.withLeases(TwiceFreed::new);

  /// What a former owner says of a former generation is believed.
  static final Seams STALE_FACT_ACCEPTED = Seams.SOUND.withDecider(PlantedBugs::believingEverybody);

  private PlantedBugs() {}

  private static Decision withoutRaisingTheGeneration(
      Process process, ProcessInput input, Circumstances circumstances) {
    Decision sound = ProcessDecider.decide(process, input, circumstances);
    List<ProcessEvent> events =
        sound.events().stream().map(PlantedBugs::withoutRaisingTheGeneration).toList();
    return new Decision(events, process.after(events, circumstances.now()));
  }

  private static ProcessEvent withoutRaisingTheGeneration(ProcessEvent event) {
    return event instanceof ProcessPlaced placed && placed.generation().value() > 1
        ? new ProcessPlaced(
            placed.workerId(),
            placed.incarnation(),
            new Generation(placed.generation().value() - 1))
        : event;
  }

  private static Decision believingEverybody(
      Process process, ProcessInput input, Circumstances circumstances) {
    Decision sound = ProcessDecider.decide(process, input, circumstances);
    boolean isStale = sound.events().stream().allMatch(FactIgnored.class::isInstance);
    return isStale && input instanceof WorkerFact fact && process.owner() != null
        ? new Decision(List.of(fact), process.after(List.of(fact), circumstances.now()))
        : sound;
  }

  private static boolean historyOutside(
      Transactions transactions, Transactions.Session session, OutputRecord record) {
    if (record.topic().equals(TopicCatalogue.PROCESS_EVENTS.name())) {
      transactions.sendOutside(record);
      return true;
    }
    return transactions.send(session, record);
  }

  /// Hands a block that came back out a second time, whoever has got it meanwhile.
  private static final class TwiceFreed implements Leases {
    private final Leases sound;
    private final Queue<PortBlock> again = new ArrayDeque<>();

    TwiceFreed(Leases sound) {
      this.sound = sound;
    }

    @Override
    public Lease lease() throws NoLeaseException {
      PortBlock copy = again.poll();
      return copy == null ? remembered(sound.lease()) : new Copy(copy);
    }

    @Override
    public int free() {
      return sound.free();
    }

    private Lease remembered(Lease lease) {
      return new Lease() {
        @Override
        public PortBlock block() {
          return lease.block();
        }

        @Override
        public void giveBack() {
          lease.giveBack();
          again.add(lease.block());
        }
      };
    }

    private record Copy(PortBlock block) implements Lease {
      @Override
      public void giveBack() {}
    }
  }
}
