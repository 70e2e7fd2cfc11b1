package io.sluice.controlplane.past;

import io.sluice.controlplane.archive.Archive;
import io.sluice.controlplane.archive.LastTransition;
import io.sluice.controlplane.archive.Moment;
import io.sluice.controlplane.archive.Span;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.LogUnavailableException;
import io.sluice.eventlog.replay.ReplayProgress;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.Transition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the past of processes from the archive, one at a time. What was read is remembered for the
/// processes asked for last, so that only what came since is read again.
///
/// Thread: any; it blocks.
public final class PastReader implements AutoCloseable {
  static final int TRANSITIONS_AT_MOST = 2_000;
  private static final int PROCESSES_AT_MOST = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KafkaConnection kafka;
  private final Function<ProcessId, Optional<LastTransition>> latest;
  private final ReentrantLock lock = new ReentrantLock();

  // The one asked for last at the end; guarded by lock.
  private final Map<ProcessId, Past> known = new LinkedHashMap<>();
  private @Nullable Archive archive; // guarded by lock

  /// @param latest what is known of a process without asking Kafka; where that is nothing, Kafka is
  ///   asked
  public PastReader(KafkaConnection kafka, Function<ProcessId, Optional<LastTransition>> latest) {
    this.kafka = kafka;
    this.latest = latest;
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
      Past now = withWhatCameSince(known.getOrDefault(process, Past.unknown(process)));
      known.remove(process);
      known.put(process, now);
      if (known.size() > PROCESSES_AT_MOST) {
        known.remove(known.keySet().iterator().next());
      }
      return now;
    } finally {
      lock.unlock();
    }
  }

  // With the lock.
  private Past withWhatCameSince(Past before) {
    if (archive == null) {
      archive = Archive.open(kafka, PATIENCE, ReplayProgress.NOBODY_ASKS);
    }
    Archive open = archive;
    ProcessId process = before.process();
    Span since = new Span(new Moment.Number(before.sequence() + 1), null);
    List<Transition> later =
        open.history(process, since, latest.apply(process).or(() -> open.last(process)));
    return before.and(later, TRANSITIONS_AT_MOST);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (archive != null) {
        archive.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
