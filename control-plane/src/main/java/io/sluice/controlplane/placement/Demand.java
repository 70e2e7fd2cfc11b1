package io.sluice.controlplane.placement;

/// What a process asks of a worker.
///
/// @param lease whether it needs a lease of UDP ports
public record Demand(boolean lease) {
  boolean isMetBy(Candidate candidate) {
    return candidate.freeProcesses() > 0 && (!lease || candidate.freeLeases() > 0);
  }
}
