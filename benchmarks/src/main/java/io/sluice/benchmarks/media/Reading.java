package io.sluice.benchmarks.media;

import java.util.Arrays;

/// What one run gave.
///
/// @param sent packets in the whole run
/// @param arrived of them at the sinks, in clear
/// @param late of them sent a millisecond late or more: the load did not keep the pace
/// @param packets that arrived in the measured time
/// @param cpuNanos of the forwarder in the measured time, user and system
/// @param nanos the measured time
/// @param allocatedBytes by all threads of this JVM in the whole run
record Reading(
    long sent,
    long arrived,
    long late,
    long packets,
    long cpuNanos,
    long nanos,
    long allocatedBytes) {
  /// @param line as the load prints it
  static Reading parse(String line, long allocatedBytes) {
    long[] numbers = Arrays.stream(line.strip().split(" ")).mapToLong(Long::parseLong).toArray();
    return new Reading(
        numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], allocatedBytes);
  }

  double nanosPerPacket() {
    return (double) cpuNanos / packets;
  }

  double packetsPerSecond() {
    return packets * 1e9 / nanos;
  }

  double cpuShare() {
    return (double) cpuNanos / nanos;
  }

  double bytesPerPacket() {
    return (double) allocatedBytes / sent;
  }

  double lostShare() {
    return (double) (sent - arrived) / sent;
  }

  double lateShare() {
    return (double) late / sent;
  }
}
