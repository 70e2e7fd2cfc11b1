package io.sluice.controlplane.placement;

import io.sluice.identity.Incarnation;
import io.sluice.identity.WorkerId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A worker on offer to one process.
///
/// @param maxProcesses how many processes it takes at the most
/// @param freeProcesses how many more it could take, those placed since its last heartbeat taken
///   off
/// @param freeLeases how many port leases it has left, those of processes placed since taken off
/// @param cpuLoad load of its processors, 0 to 1; negative when unknown
/// @param memoryLoad share of its memory in use, 0 to 1; negative when unknown
/// @param ffmpegFeatures which of the features that the process needs its FFmpeg has
/// @param labels those that the process asks about, in the order of their keys
/// @param sameReference how many processes of the process's reference it holds
public record Candidate(
    WorkerId workerId,
    Incarnation incarnation,
    int maxProcesses,
    int freeProcesses,
    int freeLeases,
    double cpuLoad,
    double memoryLoad,
    List<String> ffmpegFeatures,
    Map<String, String> labels,
    int sameReference) {
  public Candidate {
    ffmpegFeatures = List.copyOf(ffmpegFeatures);
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }
}
