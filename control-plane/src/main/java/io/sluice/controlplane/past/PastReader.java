package io.sluice.controlplane.past;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.LogUnavailableException;
import io.sluice.eventlog.replay.LogReader;
import io.sluice.eventlog.replay.ReplayFrom;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Reads the past of processes from Kafka, one at a time. What was read is remembered for the
/// processes asked for last, so that only what came since is read again.
///
/// Thread: any; it blocks.
public final class PastReader implements AutoCloseable {
  static final int TRANSITIONS_AT_MOST = 2_000;
  private static final int PROCESSES_AT_MOST = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// @param nextOffset in the partition of the process
  private record Known(Past past, long nextOffset) {}

  private final KafkaConnection kafka;
  private final RecordCodec codec;
  private final ReentrantLock lock = new ReentrantLock();

  // The one asked for last at the end; guarded by lock.
  private final Map<ProcessId, Known> known = new LinkedHashMap<>();
  private @Nullable LogReader reader; // guarded by lock

  public PastReader(KafkaConnection kafka, RecordCodec codec) {
    this.kafka = kafka;
    this.codec = codec;
  }

  /// All that happened to `process` until now; nothing when it was never heard of.
  ///
  /// @throws LogUnavailableException when Kafka does not answer in time
  public Past read(ProcessId process) {
    try {
      if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new LogUnavailableException("too many ask for the past at once");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException("interrupted");
    }
    try {
      Known before = known.getOrDefault(process, new Known(Past.unknown(process), 0));
      Known now = and(before, process);
      known.remove(process);
      known.put(process, now);
      if (known.size() > PROCESSES_AT_MOST) {
        known.remove(known.keySet().iterator().next());
      }
      return now.past();
    } finally {
      lock.unlock();
    }
  }

  // With the lock.
  private Known and(Known before, ProcessId process) {
    if (reader == null) {
      reader = LogReader.open(kafka, PATIENCE);
    }
    List<Transition> later = new ArrayList<>();
    long[] next = {before.nextOffset()};
    reader.readKey(
        TopicCatalogue.PROCESS_EVENTS.name(),
        process.value(),
        next[0] == 0 ? ReplayFrom.beginning() : new ReplayFrom.Offset(next[0]),
        record -> {
          next[0] = record.position().offset() + 1;
          decoded(record, later);
        });
    return new Known(before.past().and(later, TRANSITIONS_AT_MOST), next[0]);
  }

  private void decoded(InputRecord record, List<Transition> into) {
    byte[] value = record.value();
    if (value != null) {
      codec.decode(value).as(Transition.class).ifPresent(into::add);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (reader != null) {
        reader.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
