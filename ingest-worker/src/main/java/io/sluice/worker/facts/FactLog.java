package io.sluice.worker.facts;

import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.identity.Generation;
import io.sluice.identity.Incarnation;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.FactOrigin;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import io.sluice.whip.WhipPath;
import io.sluice.worker.ingest.FactSink;
import io.sluice.worker.ingest.IngestFact;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes facts to Kafka in the order in which they were reported. While Kafka is away they wait
/// here; a bounded number of them.
///
/// Thread: [#report] on any; owns `facts`.
public final class FactLog implements FactSink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FactLog.class);
  private static final int SPOOLED_AT_MOST = 20_000;
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration FLUSH_LIMIT = Duration.ofSeconds(5);

  private final WorkerId workerId;
  private final Incarnation incarnation;
  private final String baseUrl;
  private final TopicCatalogue topics;
  private final LogWriter writer;
  private final InstantSource clock;
  private final RecordCodec codec = RecordCodec.standard();
  private final Spool<OutputRecord> spool = new Spool<>(SPOOLED_AT_MOST);
  private final AtomicLong failed = new AtomicLong();
  private final Thread thread;

  // guarded by this
  private long sequence;

  private volatile boolean closing;

  /// @param baseUrl of this worker's HTTP listener as gateways reach it, without a slash at its end
  /// @param writer closed with this
  public FactLog(
      WorkerId workerId,
      Incarnation incarnation,
      String baseUrl,
      TopicCatalogue topics,
      LogWriter writer,
      InstantSource clock) {
    this.workerId = workerId;
    this.incarnation = incarnation;
    this.baseUrl = baseUrl;
    this.topics = topics;
    this.writer = writer;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("facts").start(this::writeAll);
  }

  @Override
  public synchronized void report(ProcessId processId, Generation generation, IngestFact fact) {
    FactOrigin origin =
        new FactOrigin(
            workerId.value(),
            incarnation.value(),
            generation.value(),
            ++sequence,
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    String whipUrl = baseUrl + new WhipPath.Endpoint(processId.value()).path();
    byte[] value = codec.encode(FactRecords.of(processId, origin, fact, whipUrl));
    spool.add(
        new OutputRecord(
            TopicCatalogue.WORKER_EVENTS.name(),
            topics.partitionOf(processId),
            processId.value(),
            value));
  }

  /// How many facts wait for Kafka here.
  public int waiting() {
    return spool.size();
  }

  /// How many facts were lost, because too many waited or Kafka did not take them.
  public long dropped() {
    return spool.dropped() + failed.get();
  }

  /// Writes what waits, no longer than a few seconds.
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(FLUSH_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writer.close(FLUSH_LIMIT);
    thread.interrupt();
  }

  private void writeAll() {
    try {
      while (!(closing && spool.size() == 0)) {
        Optional<OutputRecord> next = spool.poll(POLL);
        next.ifPresent(this::write);
      }
    } catch (InterruptedException e) {
      LOG.atWarn().log("facts end before all were written");
    }
  }

  private void write(OutputRecord fact) {
    try {
      // Blocks while Kafka was never reached: only this thread waits.
      var _ =
          writer
              .send(fact)
              .exceptionally(problem -> {
                lost(problem);
                return null;
              });
    } catch (RuntimeException e) {
      lost(e);
    }
  }

  private void lost(Throwable problem) {
    failed.incrementAndGet();
    LOG.atError().setCause(problem).log("a fact was lost");
  }
}
