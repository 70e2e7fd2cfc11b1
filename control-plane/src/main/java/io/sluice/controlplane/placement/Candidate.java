package io.sluice.controlplane.placement;

import io.sluice.identity.Incarnation;
import io.sluice.identity.WorkerId;
import java.util.List;

/// A worker on offer.
///
/// @param freeProcesses how many more processes it could take, reservations taken off
/// @param freeLeases how many port leases it has left, reservations taken off
/// @param cpuLoad load of its processors, 0 to 1; negative when unknown
/// @param ffmpegFeatures what its FFmpeg can do that others cannot
public record Candidate(
    WorkerId workerId,
    Incarnation incarnation,
    int freeProcesses,
    int freeLeases,
    double cpuLoad,
    List<String> ffmpegFeatures) {
  public Candidate {
    ffmpegFeatures = List.copyOf(ffmpegFeatures);
  }
}
