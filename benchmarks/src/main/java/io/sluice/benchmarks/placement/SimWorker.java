package io.sluice.benchmarks.placement;

import io.sluice.identity.WorkerId;
import io.sluice.process.rules.FfmpegVocabulary;
import io.sluice.schemas.WorkerHeartbeat;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A worker as it truly is; control planes only see its heartbeats.
final class SimWorker {
  final WorkerId id;
  final int maxProcesses;
  final String zone;
  int processes;
  double cpu;

  SimWorker(int number, int maxProcesses, String zone) {
    this.id = new WorkerId("worker-" + number);
    this.maxProcesses = maxProcesses;
    this.zone = zone;
  }

  boolean hasRoomFor(SimProcess process) {
    return processes < maxProcesses && fits(process);
  }

  boolean fits(SimProcess process) {
    return process.zone().isEmpty() || process.zone().equals(zone);
  }

  double utilisation() {
    return processes / (double) maxProcesses;
  }

  /// Share of its processors in use; above 1 streams suffer.
  double cpuLoad() {
    return cpu / maxProcesses;
  }

  WorkerHeartbeat heartbeat(Instant at) {
    return WorkerHeartbeat.newBuilder()
        .setWorkerId(id.value())
        .setIncarnation(1)
        .setSequence(1)
        .setAt(at)
        .setState("READY")
        .setIntervalMillis(2_000)
        .setHttpUrl("http://127.0.0.1:8081")
        .setMaxProcesses(maxProcesses)
        .setProcesses(processes)
        .setFreeLeases(maxProcesses - Math.min(processes, maxProcesses))
        .setCpuLoad(Math.min(1, cpuLoad()))
        .setMemoryLoad(0.2 + 0.6 * Math.min(1, utilisation()))
        .setFfmpegMuxers(List.copyOf(FfmpegVocabulary.muxers()))
        .setFfmpegProtocols(List.copyOf(FfmpegVocabulary.protocols()))
        .setLabels(Map.of("zone", zone))
        .build();
  }
}
