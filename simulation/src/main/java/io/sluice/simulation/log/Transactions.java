package io.sluice.simulation.log;

import io.sluice.eventlog.OutputRecord;
import io.sluice.simulation.log.SimGroup.Member;
import io.sluice.simulation.log.SimPartition.End;
import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The coordinator of transactions. From the moment that a commit is taken it cannot be undone; but
/// each partition, and the group's offsets, hear of it in their own time.
public final class Transactions {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /// One life of a producer. The next under the same id fences it.
  public record Session(String transactionalId, int epoch) {}

  private static final class Producer {
    private int epoch;
    private @Nullable Transaction current;
  }

  private static final class Transaction {
    private final Map<SimPartition, SimPartition.Part> parts = new LinkedHashMap<>();
    private final List<Written> written = new ArrayList<>();
    private final Map<InputCell, Long> offsets = new TreeMap<>();
    private boolean ending;
    private int unmarked;
  }

  private final SimLog log;
  private final Timeline timeline;
  private final Chance chance;
  private final Fence fence;
  private final LogWitness witness;
  private final Map<String, Producer> producers = new HashMap<>();
  private final Map<InputCell, Long> offsets = new HashMap<>();
  private final Map<InputCell, Transaction> pending = new HashMap<>();

  public Transactions(
      SimLog log, Timeline timeline, Chance chance, Fence fence, LogWitness witness) {
    this.log = log;
    this.timeline = timeline;
    this.chance = chance;
    this.fence = fence;
    this.witness = witness;
  }

  /// Fences earlier sessions of the same id, and aborts what they left open.
  public Session begin(String transactionalId) {
    Producer producer = producers.computeIfAbsent(transactionalId, _ -> new Producer());
    producer.epoch++;
    abort(producer.current);
    return new Session(transactionalId, producer.epoch);
  }

  /// Whether the last transaction of this id has ended everywhere, so that another may begin.
  public boolean isReady(Session session) {
    return producer(session).current == null;
  }

  /// @return false when the session was fenced
  public boolean send(Session session, OutputRecord record) {
    Transaction transaction = current(session);
    if (transaction == null) {
      return false;
    }
    SimPartition partition = log.partition(record.topic(), record.partition());
    SimPartition.Part part = transaction.parts.computeIfAbsent(partition, SimPartition::begin);
    transaction.written.add(
        new Written(
            record.topic(),
            record.partition(),
            partition.append(record.key(), record.value(), timeline.now(), part)));
    return true;
  }

  /// Past all transactions: nothing takes it back.
  public void sendOutside(OutputRecord record) {
    log.append(record.topic(), record.partition(), record.key(), record.value());
  }

  /// @return false when the session was fenced, or `member` is the group's no more
  public boolean sendOffsets(Session session, Member member, Map<InputCell, Long> decided) {
    Transaction transaction = current(session);
    if (transaction == null || !fence.admits(member)) {
      return false;
    }
    transaction.offsets.putAll(decided);
    decided.keySet().forEach(cell -> pending.put(cell, transaction));
    return true;
  }

  /// @return false when the session was fenced
  public boolean commit(Session session) {
    Transaction transaction = current(session);
    if (transaction == null) {
      return false;
    }
    end(transaction, End.COMMITTED);
    witness.committed(List.copyOf(transaction.written), new TreeMap<>(transaction.offsets));
    return true;
  }

  public void abort(Session session) {
    if (producer(session).epoch == session.epoch()) {
      abort(producer(session).current);
    }
  }

  private void abort(@Nullable Transaction transaction) {
    if (transaction != null && !transaction.ending) {
      end(transaction, End.ABORTED);
    }
  }

  /// The open transaction of `session`, a new one if there is none; null when it was fenced.
  private @Nullable Transaction current(Session session) {
    Producer producer = producer(session);
    if (producer.epoch != session.epoch()) {
      return null;
    }
    if (producer.current == null) {
      Transaction begun = new Transaction();
      producer.current = begun;
      timeline.after(TIMEOUT, () -> timeOut(producer, begun));
    }
    return producer.current.ending ? null : producer.current;
  }

  private void timeOut(Producer producer, Transaction transaction) {
    if (producer.current == transaction && !transaction.ending) {
      producer.epoch++;
      abort(transaction);
    }
  }

  private void end(Transaction transaction, End end) {
    transaction.ending = true;
    transaction.unmarked = transaction.parts.size() + 1;
    transaction.parts.forEach((partition, part) ->
        timeline.after(
            markerDelay(),
            () -> {
              partition.end(part, end);
              marked(transaction);
            }));
    timeline.after(
        markerDelay(),
        () -> {
          settleOffsets(transaction, end);
          marked(transaction);
        });
  }

  private Duration markerDelay() {
    return chance.oneIn(200) ? chance.millis(100, 3_000) : chance.millis(0, 10);
  }

  private void settleOffsets(Transaction transaction, End end) {
    transaction.offsets.forEach((cell, offset) -> {
      if (end == End.COMMITTED) {
        offsets.put(cell, offset);
      }
      pending.remove(cell, transaction);
    });
  }

  private void marked(Transaction transaction) {
    transaction.unmarked--;
    if (transaction.unmarked == 0) {
      producers.values().stream()
          .filter(producer -> producer.current == transaction)
          .forEach(producer -> producer.current = null);
    }
  }

  /// From where `cells` are to be read; empty while an open transaction may still move that.
  public Optional<Map<InputCell, Long>> stableOffsets(Collection<InputCell> cells) {
    Map<InputCell, Long> stable = new HashMap<>();
    for (InputCell cell : cells) {
      if (pending.containsKey(cell)) {
        return Optional.empty();
      }
      stable.put(cell, offsets.getOrDefault(cell, 0L));
    }
    return Optional.of(stable);
  }

  private Producer producer(Session session) {
    return producers.computeIfAbsent(session.transactionalId(), _ -> new Producer());
  }
}
