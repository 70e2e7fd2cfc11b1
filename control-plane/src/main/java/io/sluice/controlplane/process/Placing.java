package io.sluice.controlplane.process;

import io.sluice.controlplane.placement.Candidate;
import io.sluice.controlplane.placement.Demand;
import io.sluice.controlplane.placement.Offer;
import io.sluice.controlplane.placement.Placement;
import io.sluice.controlplane.placement.Placement.Chosen;
import io.sluice.controlplane.placement.Placement.Nowhere;
import io.sluice.controlplane.placement.PlacementChoice;
import io.sluice.controlplane.process.ProcessEvent.Loss;
import io.sluice.controlplane.process.ProcessEvent.MoveBegan;
import io.sluice.controlplane.process.ProcessEvent.PlacementLost;
import io.sluice.controlplane.process.ProcessEvent.PlacementPostponed;
import io.sluice.controlplane.process.ProcessEvent.ProcessPlaced;
import io.sluice.identity.Generation;
import io.sluice.identity.WorkerId;
import io.sluice.process.rules.JobNeeds;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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

  boolean canPlace(ProcessConfig config) {
    return PlacementChoice.choose(offer, demand(config)) instanceof Chosen;
  }

  /// Empty when no worker can take it.
  Optional<ProcessEvent> move(ProcessState.Held state, Reception leaving) {
    Placement placement = PlacementChoice.choose(offer, demand(state.config()));
    return placement instanceof Chosen(var worker)
        ? Optional.of(
            new MoveBegan(
                worker.workerId(),
                worker.incarnation(),
                state.owner().generation().next(),
                leaving.owner().workerId()))
        : Optional.empty();
  }

  /// The new owner of a moving process is gone before it was ready: another takes its place, or the
  /// process waits.
  List<ProcessEvent> moveOn(ProcessState.Moving state, Loss loss) {
    Reception leaving = state.leaving();
    return without(state.owner())
        .without(leaving.owner().workerId())
        .move(state, leaving)
        .map(List::of)
        .orElseGet(() -> placeAgain(state.config(), state.owner(), loss));
  }

  /// Whichever life it is in.
  Placing without(WorkerId worker) {
    return without(candidate -> candidate.workerId().equals(worker));
  }

  /// The offer may be older than the news that this life of the worker is over.
  private Placing without(Owner gone) {
    return without(c ->
        c.workerId().equals(gone.workerId()) && !gone.incarnation().isOlderThan(c.incarnation()));
  }

  private Placing without(Predicate<Candidate> unwanted) {
    return new Placing(
        new Offer(offer.candidates().stream().filter(unwanted.negate()).toList(), offer.survey()));
  }
}
