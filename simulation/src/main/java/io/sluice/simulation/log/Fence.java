package io.sluice.simulation.log;

import io.sluice.simulation.log.SimGroup.Member;

/// Whether a transaction may carry offsets of that member.
@FunctionalInterface
public interface Fence {
  boolean admits(Member member);
}
