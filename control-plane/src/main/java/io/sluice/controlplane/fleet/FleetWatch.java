package io.sluice.controlplane.fleet;

import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.LogUnavailableException;
import io.sluice.eventlog.replay.LogReader;
import io.sluice.eventlog.replay.ReplayFrom;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells a [Fleet] whether Kafka answers, again and again: who reads no heartbeat cannot tell
/// silent workers from a silent Kafka.
///
/// Thread: owns `fleet-probe`.
public final class FleetWatch implements AutoCloseable {
  private static final Duration PROBE_PATIENCE = Duration.ofSeconds(2);

  private static final Logger log = LoggerFactory.getLogger(FleetWatch.class);

  private final KafkaConnection kafka;
  private final Fleet fleet;
  private final InstantSource clock;
  private final ScheduledExecutorService probing =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("fleet-probe").factory());

  // Confined to the probe's thread.
  private @Nullable LogReader reader;
  private boolean answered; // not yet, while the topics may still have to be made

  private FleetWatch(KafkaConnection kafka, Fleet fleet, InstantSource clock) {
    this.kafka = kafka;
    this.fleet = fleet;
    this.clock = clock;
  }

  /// Returns at once; Kafka need not be there yet.
  public static FleetWatch start(KafkaConnection kafka, Fleet fleet, InstantSource clock) {
    FleetWatch watch = new FleetWatch(kafka, fleet, clock);
    watch.probing.scheduleWithFixedDelay(
        watch::probe, 0, fleet.probeInterval().toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  private void probe() {
    try {
      if (reader == null) {
        reader = LogReader.open(kafka, PROBE_PATIENCE);
      }
      // From now on: nothing, or next to nothing, is read.
      ReplayFrom now = new ReplayFrom.Time(clock.instant());
      reader.read(TopicCatalogue.WORKERS.name(), Set.of(0), now, _ -> {});
      fleet.kafkaAnswered();
      answered = true;
    } catch (LogUnavailableException e) {
      noAnswer(e);
    } catch (RuntimeException e) {
      // A scheduled task that throws is never run again.
      noAnswer(e);
      closeReader();
    }
  }

  private void noAnswer(RuntimeException cause) {
    if (answered) {
      log.atWarn()
          .addKeyValue("reason", cause.getMessage())
          .log("kafka does not answer; no worker is judged until it does");
    }
    answered = false;
  }

  private void closeReader() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }

  @Override
  public void close() {
    probing.execute(this::closeReader);
    probing.shutdown();
    try {
      if (!probing.awaitTermination(
          PROBE_PATIENCE.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS)) {
        probing.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      probing.shutdownNow();
    }
  }
}
