package io.sluice.controlplane.process;

import io.sluice.controlplane.placement.Demand;
import io.sluice.controlplane.placement.Offer;
import io.sluice.controlplane.placement.Placement;
import io.sluice.controlplane.placement.Placement.Chosen;
import io.sluice.controlplane.placement.Placement.Nowhere;
import io.sluice.controlplane.placement.PlacementChoice;
import io.sluice.controlplane.process.ProcessEvent.Loss;
import io.sluice.controlplane.process.ProcessEvent.PlacementLost;
import io.sluice.controlplane.process.ProcessEvent.PlacementPostponed;
import io.sluice.controlplane.process.ProcessEvent.ProcessPlaced;
import io.sluice.identity.Generation;
import io.sluice.process.rules.JobNeeds;
import java.util.List;

/// Gives a process a worker and the next generation, or says why it waits.
record Placing(Offer offer) {

  /// What a process asks of the worker that is to run it.
  static Demand demand(ProcessConfig config) {
    return new Demand(
        config.whipIngest().enabled(),
        JobNeeds.of(config.job(), config.whipIngest().codecs()),
        config.reference(),
        config.placement());
  }

  ProcessEvent place(ProcessConfig config, Generation last) {
    Placement placement = PlacementChoice.choose(offer, demand(config));
    return switch (placement) {
      case Chosen chosen ->
          new ProcessPlaced(chosen.worker().workerId(), chosen.worker().incarnation(), last.next());
      case Nowhere nowhere -> new PlacementPostponed(nowhere.shortage().name(), nowhere.detail());
    };
  }

  /// `owner` holds the process no more; it goes elsewhere, if anywhere.
  List<ProcessEvent> placeAgain(ProcessConfig config, Owner owner, Loss loss) {
    return List.of(
        new PlacementLost(loss, owner.generation()),
        without(owner).place(config, owner.generation()));
  }

  /// The offer may be older than the news that this life of the worker is over.
  private Placing without(Owner gone) {
    return new Placing(
        new Offer(
            offer.candidates().stream()
                .filter(c ->
                    !c.workerId().equals(gone.workerId())
                        || gone.incarnation().isOlderThan(c.incarnation()))
                .toList(),
            offer.survey()));
  }
}
