package io.sluice.worker.heartbeat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How much of a Linux host's memory is in use: what could not be had without taking it from
/// somebody, so that files kept in memory count as free.
public final class HostMemory {
  private static final Path MEMINFO = Path.of("/proc/meminfo");
  private static final double UNKNOWN = -1;

  private HostMemory() {}

  /// 0 to 1; negative when unknown.
  public static double load() {
    try {
      return load(Files.readAllLines(MEMINFO));
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  static double load(List<String> meminfo) {
    double total = kibibytes(meminfo, "MemTotal:");
    double available = kibibytes(meminfo, "MemAvailable:");
    return total > 0 && available >= 0 ? Math.clamp(1 - available / total, 0, 1) : UNKNOWN;
  }

  private static double kibibytes(List<String> meminfo, String name) {
    return meminfo.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).replace("kB", "").strip())
        .filter(number -> number.matches("[0-9]{1,15}"))
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElse(UNKNOWN);
  }
}
