package io.sluice.controlplane.placement;

import java.util.Set;

/// What a process asks of a worker.
///
/// @param lease whether it needs a lease of UDP ports
/// @param ffmpegFeatures what its FFmpeg must be able to do
public record Demand(boolean lease, Set<String> ffmpegFeatures) {
  public Demand {
    ffmpegFeatures = Set.copyOf(ffmpegFeatures);
  }

  boolean isMetBy(Candidate candidate) {
    return isRunBy(candidate)
        && candidate.freeProcesses() > 0
        && (!lease || candidate.freeLeases() > 0);
  }

  /// Whether the worker's FFmpeg is one for it, however full the worker is.
  boolean isRunBy(Candidate candidate) {
    return candidate.ffmpegFeatures().containsAll(ffmpegFeatures);
  }
}
