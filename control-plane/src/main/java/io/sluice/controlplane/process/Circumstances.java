package io.sluice.controlplane.process;

import io.sluice.controlplane.placement.Candidate;
import io.sluice.controlplane.placement.Offer;
import java.time.Instant;
import java.util.List;

/// What the world looked like when an input was decided: all that a decision depends on beside the
/// process and the input.
///
/// @param offer the workers on offer; none when the input places nothing
public record Circumstances(Instant now, Offer offer) {
  public Circumstances(Instant now, List<Candidate> candidates) {
    this(now, Offer.of(candidates));
  }
}
