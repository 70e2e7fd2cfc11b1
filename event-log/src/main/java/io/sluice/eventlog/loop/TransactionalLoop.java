package io.sluice.eventlog.loop;

import io.sluice.eventlog.PartitionLogicFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads, decides and appends, exactly once: of each partition number, one member of the group owns
/// all input topics' partitions; each batch is one transaction with its offsets, fenced by the
/// group.
///
/// After an error it goes on by itself from the last commit, for as long as it is open.
///
/// Thread: owns the one on which everything runs; the accessors may be called from any.
public final class TransactionalLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TransactionalLoop.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /// How long a close waits for the batch in hand before it is given up.
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final LoopConfig config;
  private final PartitionLogicFactory factory;
  private final LoopClients clients;
  private final LoopMeter meter;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable LoopSession current;

  TransactionalLoop(
      LoopConfig config,
      PartitionLogicFactory factory,
      LoopListener listener,
      LoopClients clients) {
    this.config = config;
    this.factory = factory;
    this.clients = clients;
    this.meter = new LoopMeter(listener);
    this.thread =
        Thread.ofPlatform()
            .name("loop-" + config.group() + "-" + config.instanceId())
            .unstarted(this::run);
  }

  /// Starts the loop and returns at once; Kafka need not be there yet, but the topics must be when
  /// it is.
  public static TransactionalLoop start(
      LoopConfig config, PartitionLogicFactory factory, LoopListener listener) {
    TransactionalLoop loop = new TransactionalLoop(config, factory, listener, LoopClients.KAFKA);
    loop.thread.start();
    return loop;
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!isClosing()) {
      try (LoopSession session = new LoopSession(config, factory, meter, clients)) {
        current = session;
        session.open();
        cycles(session);
      } catch (WakeupException | InterruptException e) {
        LOG.atDebug().log("loop woken up to end");
      } catch (RuntimeException | Error e) {
        failed(e);
      } finally {
        current = null;
      }
    }
    meter.health(new LoopHealth.Closed());
  }

  private void cycles(LoopSession session) {
    while (!isClosing()) {
      try {
        session.cycle();
      } catch (WakeupException | InterruptException e) {
        throw e;
      } catch (RuntimeException e) {
        session.giveUp();
        failed(e);
      }
    }
  }

  private void failed(Throwable e) {
    if (isClosing()) {
      return;
    }
    LOG.atDebug().setCause(e).log("loop failed");
    int attempt = meter.failed(Reasons.of(e));
    pause(attempt);
  }

  private void pause(int attempt) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 10));
    // A longer one would cost the membership too.
    Duration longest = min(LONGEST_PAUSE, config.maxPollInterval().dividedBy(2));
    try {
      boolean _ = closing.await(min(pause, longest).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Only close interrupts this thread.
      closing.countDown();
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  public LoopHealth health() {
    return meter.health();
  }

  public LoopCounters counters() {
    return meter.counters();
  }

  /// For each owned partition, how many inputs stand committed and undecided, as last known.
  public Map<Integer, Long> lag() {
    return meter.lag();
  }

  /// Ends the current batch, leaves the group at once so that others take over, and returns when
  /// the thread has ended. May be called again.
  @Override
  public void close() {
    closing.countDown();
    LoopSession session = current;
    if (session != null) {
      session.wakeup();
    }
    try {
      if (!thread.join(GRACE)) {
        thread.interrupt();
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
