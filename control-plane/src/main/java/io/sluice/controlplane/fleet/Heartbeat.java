package io.sluice.controlplane.fleet;

import io.sluice.identity.Incarnation;
import io.sluice.identity.WorkerId;
import io.sluice.process.rules.FfmpegFeature;
import io.sluice.schemas.WorkerHeartbeat;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a worker said of itself.
///
/// @param at when, by the worker's clock
/// @param cpuLoad 0 to 1; negative when unknown
/// @param memoryLoad 0 to 1; negative when unknown
/// @param ffmpegFeatures equal for workers of one build of FFmpeg
/// @param drainDeadline when it is about to end: what it holds is to be elsewhere by then
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
    Set<String> ffmpegFeatures,
    Map<String, String> labels,
    Optional<Instant> drainDeadline) {

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
            features(record),
            Map.copyOf(record.getLabels()),
            record.getDrainDeadline()));
  }

  /// All that its FFmpeg can do, under the names by which placement asks for it.
  private static Set<String> features(WorkerHeartbeat record) {
    return Stream.of(
            record.getFfmpegFeatures().stream(),
            record.getFfmpegMuxers().stream().map(FfmpegFeature::muxer),
            record.getFfmpegEncoders().stream().map(FfmpegFeature::encoder),
            record.getFfmpegProtocols().stream().map(FfmpegFeature::protocol))
        .flatMap(names -> names)
        .collect(Collectors.toUnmodifiableSet());
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
