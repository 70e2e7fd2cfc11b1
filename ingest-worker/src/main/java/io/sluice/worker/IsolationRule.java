package io.sluice.worker;

import java.time.Duration;
import java.util.Optional;

/// When a worker without contact must end processes: not at every late heartbeat, and so early that
/// FFmpeg has finished its files before the control plane gives the process to another.
final class IsolationRule {
  /// FFmpeg is asked to end, and gets a SIGTERM after 2 s; what takes longer is not waited for.
  static final Duration TO_FINISH = Duration.ofSeconds(2);

  private IsolationRule() {}

  /// What is wrong with a configuration.
  ///
  /// @param limit without contact for so long, processes end
  /// @param heartbeat between heartbeats
  /// @param lease after which the control plane takes a silent worker for lost
  static Optional<String> problem(Duration limit, Duration heartbeat, Duration lease) {
    if (limit.compareTo(heartbeat) <= 0) {
      return Optional.of(
          "sluice.worker.isolation-limit must be longer than sluice.worker.heartbeat");
    }
    if (limit.plus(TO_FINISH).compareTo(lease) > 0) {
      return Optional.of(
          "sluice.worker.isolation-limit (%d ms) must be below sluice.control-plane.lease (%d ms) by"
                  .formatted(limit.toMillis(), lease.toMillis())
              + " at least %d ms, which FFmpeg may take to finish its files"
                  .formatted(TO_FINISH.toMillis()));
    }
    return Optional.empty();
  }
}
