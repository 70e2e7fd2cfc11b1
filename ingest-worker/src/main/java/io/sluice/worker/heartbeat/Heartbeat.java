package io.sluice.worker.heartbeat;

import io.sluice.eventlog.LogUnavailableException;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.identity.Incarnation;
import io.sluice.schemas.WorkerHeartbeat;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says at every interval that this worker lives.
///
/// Thread: owns `heartbeat`; all else on any.
public final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final WorkerSelf self;
  private final Incarnation incarnation;
  private final TopicCatalogue topics;
  private final LogWriter writer;
  private final Supplier<WorkerLoad> load;
  private final InstantSource clock;
  private final RecordCodec codec = RecordCodec.standard();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;

  private volatile boolean draining;
  private volatile @Nullable Instant drainDeadline;
  private volatile boolean heard;
  private volatile long lastContactNanos = System.nanoTime();

  // guarded by this
  private long sequence;

  /// Begins at once.
  ///
  /// @param writer gives up within about an interval; closed with this
  public Heartbeat(
      WorkerSelf self,
      Incarnation incarnation,
      TopicCatalogue topics,
      LogWriter writer,
      Supplier<WorkerLoad> load,
      InstantSource clock) {
    this.self = self;
    this.incarnation = incarnation;
    this.topics = topics;
    this.writer = writer;
    this.load = load;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("heartbeat").start(this::beat);
  }

  /// From the next heartbeat on the worker takes no new process.
  public void drain() {
    draining = true;
  }

  /// Says at once that the worker is about to end, and that what it holds is to be elsewhere.
  ///
  /// @param deadline by then, whoever publishes
  /// @return false when Kafka did not take it
  public boolean drainBy(Instant deadline) {
    drainDeadline = deadline.truncatedTo(ChronoUnit.MICROS);
    draining = true;
    send(WorkerState.DRAINING);
    return heard;
  }

  /// Whether Kafka took the last heartbeat.
  public boolean isHeard() {
    return heard;
  }

  /// When the last heartbeat that Kafka took was sent, as [System#nanoTime] says.
  long lastContactNanos() {
    return lastContactNanos;
  }

  /// Says that the worker is gone: what it held is free at once, without waiting for its lease to
  /// run out.
  @Override
  public void close() {
    endThread();
    send(WorkerState.GONE);
    writer.close(self.interval());
  }

  /// Ends without a word: another worker speaks under this id now.
  public void fallSilent() {
    endThread();
    writer.close(self.interval());
  }

  private void endThread() {
    end.countDown();
    try {
      thread.join(self.interval().multipliedBy(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void beat() {
    try {
      boolean ended = false;
      while (!ended) {
        send(draining ? WorkerState.DRAINING : WorkerState.READY);
        ended = end.await(self.interval().toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      LOG.atWarn().log("heartbeat ends before the worker");
    }
  }

  private synchronized void send(WorkerState state) {
    long sentNanos = System.nanoTime();
    try {
      writer.write(
          new OutputRecord(
              TopicCatalogue.WORKERS.name(),
              topics.partitionOf(self.id()),
              self.id().value(),
              codec.encode(heartbeat(state))));
      lastContactNanos = sentNanos;
      heard = true;
    } catch (LogUnavailableException e) {
      heard = false;
      LOG.atWarn().addKeyValue("reason", e.getMessage()).log("heartbeat was not taken by Kafka");
    }
  }

  private WorkerHeartbeat heartbeat(WorkerState state) {
    WorkerLoad now = load.get();
    return new WorkerHeartbeat(
        self.id().value(),
        incarnation.value(),
        ++sequence,
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        state.name(),
        (int) self.interval().toMillis(),
        self.httpUrl(),
        self.publicUrl(),
        self.mediaAddresses(),
        self.maxProcesses(),
        now.processes(),
        now.freeLeases(),
        now.cpuLoad(),
        now.memoryLoad(),
        self.ffmpegVersion(),
        self.labels(),
        self.ffmpegFeatures(),
        List.copyOf(self.ffmpeg().muxers()),
        List.copyOf(self.ffmpeg().encoders()),
        List.copyOf(self.ffmpeg().protocols()),
        now.factsDropped(),
        (int) self.isolationLimit().toMillis(),
        drainDeadline);
  }
}
