package io.sluice.eventlog.follow;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.follow.TableChange.Put;
import io.sluice.eventlog.follow.TableChange.Removed;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A compacted topic as a table kept up to date. Reads only what is committed. Values that the
/// decoder cannot read are counted and skipped: the key keeps its last readable value.
///
/// Thread: owns the one on which it reads and calls the listener; the view may be read from any.
public final class TableFollower<V> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TableFollower.class);

  private final Function<byte[], Optional<V>> decoder;
  private final TableListener<V> listener;
  private final Map<String, V> table = new ConcurrentHashMap<>();
  private final AtomicLong unreadable = new AtomicLong();
  private final Following following;

  private TableFollower(
      KafkaConnection kafka,
      String topic,
      Set<Integer> partitions,
      Function<byte[], Optional<V>> decoder,
      TableListener<V> listener) {
    this.decoder = decoder;
    this.listener = listener;
    this.following =
        new Following(
            kafka, topic, partitions, Following.Begin.AT_BEGINNING, this::take, listener::caughtUp);
  }

  /// Follows all partitions of `topic`. Returns at once; Kafka need not be there yet.
  ///
  /// @param decoder empty for a value that it cannot read; must not throw
  public static <V> TableFollower<V> start(
      KafkaConnection kafka,
      String topic,
      Function<byte[], Optional<V>> decoder,
      TableListener<V> listener) {
    return start(kafka, topic, Set.of(), decoder, listener);
  }

  /// The same for some partitions only.
  public static <V> TableFollower<V> start(
      KafkaConnection kafka,
      String topic,
      Set<Integer> partitions,
      Function<byte[], Optional<V>> decoder,
      TableListener<V> listener) {
    TableFollower<V> follower = new TableFollower<>(kafka, topic, partitions, decoder, listener);
    follower.following.start();
    return follower;
  }

  private void take(InputRecord read) {
    String key = read.key();
    byte[] value = read.value();
    if (key == null) {
      skip(read);
    } else if (value == null) {
      table.remove(key);
      listener.changed(new Removed<>(key, read.position(), read.appendedAt()));
    } else {
      Optional<V> decoded = decoder.apply(value);
      decoded.ifPresentOrElse(
          v -> {
            table.put(key, v);
            listener.changed(new Put<>(key, v, read.position(), read.appendedAt()));
          },
          () -> skip(read));
    }
  }

  private void skip(InputRecord read) {
    unreadable.incrementAndGet();
    LOG.atWarn()
        .addKeyValue("topic", read.position().topic())
        .addKeyValue("partition", read.position().partition())
        .addKeyValue("offset", read.position().offset())
        .log("follower skips a record that it cannot read");
  }

  public Optional<V> get(String key) {
    return Optional.ofNullable(table.get(key));
  }

  /// Live and unmodifiable.
  public Map<String, V> view() {
    return Collections.unmodifiableMap(table);
  }

  /// True when all that stood in the topic when the follower first reached it has been read; waits
  /// for that no longer than `limit`.
  public boolean awaitCaughtUp(Duration limit) throws InterruptedException {
    return following.awaitCaughtUp(limit);
  }

  public boolean isCaughtUp() {
    return following.isCaughtUp();
  }

  /// Records skipped since the start because they could not be read.
  public long unreadable() {
    return unreadable.get();
  }

  /// Returns when the listener has been called for the last time.
  @Override
  public void close() {
    following.close();
  }
}
