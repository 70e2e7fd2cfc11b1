package io.sluice.controlplane.placement;

import io.sluice.controlplane.placement.Placement.Chosen;
import io.sluice.controlplane.placement.Placement.Nowhere;
import java.util.List;

/// Chooses the worker that is worth most to the process; among those of about the same worth the
/// one that is offered first, so that the same offer always gives the same choice.
public final class PlacementChoice {
  // Less is noise: one process on a worker of a hundred is worth 0.4.
  private static final double SAME_WORTH = 1;

  private PlacementChoice() {}

  public static Placement choose(Offer offer, Demand demand) {
    List<Candidate> fitting = offer.candidates().stream().filter(demand::isMetBy).toList();
    double best =
        fitting.stream().mapToDouble(c -> worth(c, demand)).max().orElse(Double.NEGATIVE_INFINITY);
    return fitting.stream()
        .filter(c -> worth(c, demand) >= best - SAME_WORTH)
        .findFirst()
        .<Placement>map(Chosen::new)
        .orElseGet(() -> nowhere(offer, demand));
  }

  private static double worth(Candidate candidate, Demand demand) {
    return Score.of(candidate, demand).total();
  }

  private static Nowhere nowhere(Offer offer, Demand demand) {
    return offer.candidates().isEmpty()
        ? Reasons.against(offer.survey(), demand)
        : Reasons.against(offer.candidates(), demand);
  }
}
