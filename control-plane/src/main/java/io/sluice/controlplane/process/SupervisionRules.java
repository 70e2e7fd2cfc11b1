package io.sluice.controlplane.process;

import io.sluice.process.rules.RuleProblem;
import java.time.Duration;
import java.util.List;

/// What is wrong with how an FFmpeg is to be watched, its defaults filled in.
final class SupervisionRules {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int MAX_CPU_PERCENT = 100_000;
  private static final int MAX_MEMORY_MIB = 1 << 24;

  // Each is carried in every snapshot of a process that fails.
  private static final int MAX_FAILURES = 50;

  private SupervisionRules() {}

  static void check(Supervision supervision, List<RuleProblem> problems) {
    checkTime("reconnectDelayMillis", supervision.reconnectDelay(), 10, problems);
    checkTime("reconnectDelayMaxMillis", supervision.reconnectDelayMax(), 10, problems);
    if (supervision.reconnectDelayMax().compareTo(supervision.reconnectDelay()) < 0) {
      problems.add(
          new RuleProblem(
              "supervision.reconnectDelayMaxMillis",
              "is shorter than reconnectDelayMillis",
              "make the longest pause at least as long as the first"));
    }
    checkTime("staleTimeoutMillis", supervision.staleTimeout(), 1_000, problems);
    checkTime("startTimeoutMillis", supervision.startTimeout(), 1_000, problems);
    checkTime("limitWaitMillis", supervision.limitWait(), 1_000, problems);
    checkTime("quarantineWindowMillis", supervision.quarantineWindow(), 1_000, problems);
    checkCount("cpuPercent", supervision.cpuPercent(), 0, MAX_CPU_PERCENT, problems);
    checkCount("memoryMib", supervision.memoryMib(), 0, MAX_MEMORY_MIB, problems);
    checkCount("quarantineFailures", supervision.quarantineFailures(), 1, MAX_FAILURES, problems);
  }

  private static void checkTime(
      String field, Duration time, long leastMillis, List<RuleProblem> problems) {
    if (time.toMillis() < leastMillis || time.compareTo(DAY) > 0) {
      problems.add(
          new RuleProblem(
              "supervision." + field,
              "is " + time.toMillis(),
              "use %d to %d, or leave it out".formatted(leastMillis, DAY.toMillis())));
    }
  }

  private static void checkCount(
      String field, int count, int least, int most, List<RuleProblem> problems) {
    if (count < least || count > most) {
      problems.add(
          new RuleProblem(
              "supervision." + field,
              "is " + count,
              "use %d to %d, or leave it out".formatted(least, most)));
    }
  }
}
