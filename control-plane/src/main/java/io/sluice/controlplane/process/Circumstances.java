package io.sluice.controlplane.process;

import io.sluice.controlplane.placement.Candidate;
import java.time.Instant;
import java.util.List;

/// What the world looked like when an input was decided: all that a decision depends on beside the
/// process and the input.
///
/// @param candidates the workers on offer; empty when the input places nothing
public record Circumstances(Instant now, List<Candidate> candidates) {
  public Circumstances {
    candidates = List.copyOf(candidates);
  }
}
