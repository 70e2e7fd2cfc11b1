package io.sluice.eventlog.loop;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a loop shows of itself.
///
/// Thread: written by the loop's, read by any.
final class LoopMeter {
  private static final Logger LOG = LoggerFactory.getLogger(LoopMeter.class);

  private final LoopListener listener;
  private final AtomicLong inputs = new AtomicLong();
  private final AtomicLong outputs = new AtomicLong();
  private final AtomicLong transactions = new AtomicLong();
  private final AtomicLong aborted = new AtomicLong();
  private final AtomicLong restores = new AtomicLong();
  private volatile Map<Integer, Long> lag = Map.of();
  private volatile LoopHealth health = new LoopHealth.Restoring(Set.of());
  private volatile int failures;

  LoopMeter(LoopListener listener) {
    this.listener = listener;
  }

  void committed(int inputCount, int outputCount) {
    inputs.addAndGet(inputCount);
    outputs.addAndGet(outputCount);
    transactions.incrementAndGet();
    failures = 0;
  }

  void aborted() {
    aborted.incrementAndGet();
  }

  void restored(int partitions) {
    restores.addAndGet(partitions);
  }

  void lag(Map<Integer, Long> now) {
    lag = Map.copyOf(now);
  }

  /// @return how many failures in a row this makes
  int failed(String reason) {
    failures++;
    LOG.atError()
        .addKeyValue("reason", reason)
        .log("loop failed, tries again from the last commit");
    health(new LoopHealth.Failed(reason, failures));
    return failures;
  }

  void health(LoopHealth now) {
    if (now.equals(health)) {
      return;
    }
    health = now;
    try {
      listener.healthChanged(now);
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("listener of the loop failed");
    }
  }

  LoopHealth health() {
    return health;
  }

  Map<Integer, Long> lag() {
    return lag;
  }

  LoopCounters counters() {
    return new LoopCounters(
        inputs.get(), outputs.get(), transactions.get(), aborted.get(), restores.get());
  }
}
