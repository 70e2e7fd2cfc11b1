package io.sluice.worker.supervision;

import java.time.Duration;

/// What one FFmpeg may use of its host.
///
/// @param cpuPercent of one core; 0 for no limit
/// @param memoryMib resident, MiB; 0 for no limit
/// @param patience how long it may stay above a limit
public record UsageLimits(int cpuPercent, int memoryMib, Duration patience) {
  public static final Duration USUAL_PATIENCE = Duration.ofSeconds(5);
  public static final UsageLimits NONE = new UsageLimits(0, 0, USUAL_PATIENCE);

  int allowed(LimitKind kind) {
    return switch (kind) {
      case CPU -> cpuPercent;
      case MEMORY -> memoryMib;
    };
  }
}
