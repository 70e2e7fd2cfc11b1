package io.sluice.controlplane.placement;

import java.util.List;

/// The workers that a process may be placed on, or why there are none.
///
/// @param candidates in an order drawn by lot: among those of about the same worth the first is
///   taken, so that control planes that decide at the same time do not all choose the same
/// @param survey of all known workers; counts nobody unless no worker is on offer
public record Offer(List<Candidate> candidates, Survey survey) {
  /// To a process that needs no worker now.
  public static final Offer NONE = new Offer(List.of(), Survey.NOBODY);

  public Offer {
    candidates = List.copyOf(candidates);
  }

  public static Offer of(List<Candidate> candidates) {
    return new Offer(candidates, Survey.NOBODY);
  }
}
