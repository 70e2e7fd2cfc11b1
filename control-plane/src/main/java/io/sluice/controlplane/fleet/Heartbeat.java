package io.sluice.controlplane.fleet;

import io.sluice.identity.Incarnation;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.WorkerHeartbeat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a worker said of itself.
///
/// @param at when, by the worker's clock
/// @param cpuLoad 0 to 1; negative when unknown
/// @param memoryLoad 0 to 1; negative when unknown
record Heartbeat(
    WorkerId workerId,
    Incarnation incarnation,
    Readiness readiness,
    Instant at,
    int maxProcesses,
    int processes,
    int freeLeases,
    double cpuLoad,
    double memoryLoad,
    List<String> ffmpegFeatures,
    Map<String, String> labels) {

  enum Readiness {
    READY,
    /// Takes no new process.
    DRAINING,
    /// Has shut down in order.
    GONE
  }

  /// Empty when the record holds what no worker may say.
  static Optional<Heartbeat> of(WorkerHeartbeat record) {
    Optional<Readiness> readiness = readiness(record.getState());
    if (readiness.isEmpty()
        || !WorkerId.problem(record.getWorkerId()).isEmpty()
        || record.getIncarnation() < 1) {
      return Optional.empty();
    }
    return Optional.of(
        new Heartbeat(
            new WorkerId(record.getWorkerId()),
            new Incarnation(record.getIncarnation()),
            readiness.get(),
            record.getAt(),
            record.getMaxProcesses(),
            record.getProcesses(),
            record.getFreeLeases(),
            record.getCpuLoad(),
            record.getMemoryLoad(),
            List.copyOf(record.getFfmpegFeatures()),
            Map.copyOf(record.getLabels())));
  }

  private static Optional<Readiness> readiness(String state) {
    return switch (state) {
      case "READY" -> Optional.of(Readiness.READY);
      case "DRAINING" -> Optional.of(Readiness.DRAINING);
      case "GONE" -> Optional.of(Readiness.GONE);
      default -> Optional.empty();
    };
  }
}
