package io.sluice.controlplane.feed;

import io.sluice.controlplane.reports.RunSummary;
import io.sluice.controlplane.views.Processes;
import io.sluice.controlplane.views.WorkerView;
import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.codec.RecordCodec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Follows the history once, for all readers.
///
/// Thread: owns the one that follows; readers join and leave on any.
public final class LiveFeed implements AutoCloseable {
  static final int READERS_AT_MOST = 500;

  /// Some seconds of a busy fleet.
  static final int MAILBOX_CAPACITY = 5_000;

  private final FollowedHistory history;
  private final DecidedMapping mapping;
  private final Set<FeedReader> readers = new LinkedHashSet<>(); // guarded by this

  private @Nullable FeedPosition end; // guarded by this; null until Kafka was reached
  private boolean closed; // guarded by this

  private LiveFeed(FollowedHistory history, DecidedMapping mapping) {
    this.history = history;
    this.mapping = mapping;
  }

  /// Returns at once; Kafka need not be there yet.
  public static LiveFeed start(KafkaConnection kafka, RecordCodec codec, Processes processes) {
    return start(new KafkaHistory(kafka), codec, processes);
  }

  /// @param history closed with the feed
  public static LiveFeed start(FollowedHistory history, RecordCodec codec, Processes processes) {
    LiveFeed feed = new LiveFeed(history, new DecidedMapping(codec, processes));
    history.follow(feed::onRecord);
    return feed;
  }

  /// What becomes of one who wants to read.
  public sealed interface Joining {
    record Joined(FeedReader reader) implements Joining {}

    /// Kafka was not reached yet.
    record NotReady() implements Joining {}

    record TooMany() implements Joining {}

    record NoPosition() implements Joining {}
  }

  /// @param position from which to go on, as [FeedReader#position] gave it; empty for from now on
  public synchronized Joining join(Optional<String> position, FeedFilter filter) {
    Optional<FeedPosition> asked = position.flatMap(FeedPosition::parse);
    if (position.isPresent() && asked.isEmpty()) {
      return new Joining.NoPosition();
    }
    FeedPosition now = now();
    if (now == null || closed) {
      return new Joining.NotReady();
    }
    if (readers.size() >= READERS_AT_MOST) {
      return new Joining.TooMany();
    }
    FeedReader reader = reader(asked.orElse(now), now, filter);
    readers.add(reader);
    return new Joining.Joined(reader);
  }

  private FeedReader reader(FeedPosition from, FeedPosition now, FeedFilter filter) {
    return new FeedReader(
        from,
        filter,
        new Mailbox(MAILBOX_CAPACITY),
        history.between(from.next(), now.next()),
        mapping,
        this::leave);
  }

  private synchronized void leave(FeedReader reader) {
    readers.remove(reader);
  }

  // With the lock.
  private @Nullable FeedPosition now() {
    if (end == null && !history.begun().isEmpty()) {
      end = FeedPosition.of(history.begun());
    }
    return end;
  }

  private void onRecord(InputRecord record) {
    synchronized (this) {
      FeedPosition now = now();
      end = now == null ? null : now.after(record.position());
      if (!readers.isEmpty()) {
        mapping.of(record).ifPresent(message -> readers.forEach(r -> r.offer(message)));
      }
    }
  }

  /// A heartbeat was read.
  public void heard(WorkerView worker) {
    tell(new FeedMessage.WorkerHeard(worker));
  }

  /// A report was read.
  public void reported(ProcessId process, RunSummary run) {
    tell(new FeedMessage.RunReported(process.value(), mapping.reference(process.value()), run));
  }

  private void tell(FeedMessage message) {
    copyOfReaders().forEach(reader -> reader.offer(message));
  }

  private synchronized List<FeedReader> copyOfReaders() {
    return List.copyOf(readers);
  }

  /// How many read now.
  public synchronized int readers() {
    return readers.size();
  }

  /// Readers get what waits for them, and the end.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    tell(new FeedMessage.End(FeedMessage.Reason.SERVER_STOPPING));
    history.close();
  }
}
