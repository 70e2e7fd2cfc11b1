package io.sluice.worker.heartbeat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices when this worker has been out of contact with Kafka for so long that its processes may
/// soon be given to another. It counts from the moment that the last heartbeat which Kafka took was
/// sent, by its own monotonic clock: the control plane counts from when it read it, which is later.
///
/// Thread: owns `isolation`.
public final class IsolationWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IsolationWatch.class);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final long limitNanos;
  private final LongSupplier lastContactNanos;
  private final LongSupplier nanoTime;
  private final Runnable isolated;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("isolation").factory());

  // Confined to the watch's thread.
  private boolean told;

  /// @param lastContactNanos when the last heartbeat that Kafka took was sent
  /// @param isolated called again and again while it lasts; must not throw
  IsolationWatch(
      Duration limit, LongSupplier lastContactNanos, LongSupplier nanoTime, Runnable isolated) {
    this.limitNanos = limit.toNanos();
    this.lastContactNanos = lastContactNanos;
    this.nanoTime = nanoTime;
    this.isolated = isolated;
  }

  public static IsolationWatch start(Duration limit, Heartbeat heartbeat, Runnable isolated) {
    IsolationWatch watch =
        new IsolationWatch(limit, heartbeat::lastContactNanos, System::nanoTime, isolated);
    watch.looking.scheduleWithFixedDelay(
        watch::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  /// What stands in Kafka may say otherwise by now, so it is told until contact is back.
  void look() {
    boolean now = nanoTime.getAsLong() - lastContactNanos.getAsLong() >= limitNanos;
    if (now) {
      isolated.run();
    }
    if (now && !told) {
      LOG.atWarn().log("no contact with kafka: processes that are to stop without it are stopped");
    }
    told = now;
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
