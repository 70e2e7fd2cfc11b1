package io.sluice.worker.supervision;

/// What one FFmpeg uses of its host.
///
/// @param cpuPercent of one core, over the last seconds; negative when unknown
/// @param memoryMib resident, MiB; negative when unknown
public record Usage(int cpuPercent, int memoryMib) {
  public static final Usage UNKNOWN = new Usage(-1, -1);

  int of(LimitKind kind) {
    return switch (kind) {
      case CPU -> cpuPercent;
      case MEMORY -> memoryMib;
    };
  }
}
