package io.sluice.controlplane.process;

import io.sluice.controlplane.placement.Candidate;
import io.sluice.controlplane.placement.Offer;
import io.sluice.process.rules.AddressLists;
import java.time.Instant;
import java.util.List;

/// What the world looked like when an input was decided: all that a decision depends on beside the
/// process and the input.
///
/// @param offer the workers on offer; none when the input places nothing
/// @param addressLists that a configuration in the input is held to; none when it has none
public record Circumstances(Instant now, Offer offer, AddressLists addressLists) {
  public Circumstances(Instant now, Offer offer) {
    this(now, offer, AddressLists.NONE);
  }

  public Circumstances(Instant now, List<Candidate> candidates) {
    this(now, Offer.of(candidates));
  }
}
