package io.sluice.simulation.controlplane;

import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.PartitionLogic;
import io.sluice.eventlog.PartitionLogicFactory;
import io.sluice.simulation.log.InputCell;
import io.sluice.simulation.log.SimGroup;
import io.sluice.simulation.log.SimGroup.Member;
import io.sluice.simulation.log.SimLog;
import io.sluice.simulation.log.Transactions;
import io.sluice.simulation.log.Transactions.Session;
import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The transactional loop, one small step an event: between any two of them its program can die,
/// hang or be cut off.
final class LoopModel {
  private static final Duration IDLE = Duration.ofMillis(400);
  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration BEAT = Duration.ofSeconds(2);
  private static final int TICK_MILLIS = 500;
  private static final int LOST_ANSWERS = 150;

  private final Node node;
  private final Chance chance;
  private final Transactions transactions;
  private final SimGroup group;
  private final Sending sending;
  private final Batches batches;
  private final Restoring restoring;

  private final Map<Integer, PartitionLogic> logics = new TreeMap<>();
  private final Map<InputCell, Long> next = new TreeMap<>();
  private @Nullable Session session;
  private String memberId = "";
  private @Nullable Member member;
  private long nextTickNanos;

  LoopModel(
      Node node,
      Chance chance,
      SimLog log,
      Transactions transactions,
      SimGroup group,
      Sending sending,
      PartitionLogicFactory factory) {
    this.node = node;
    this.chance = chance;
    this.transactions = transactions;
    this.group = group;
    this.sending = sending;
    this.batches = new Batches(log, chance);
    this.restoring = new Restoring(log, transactions, factory);
  }

  void start() {
    node.every(
        BEAT,
        () -> {
          if (node.reachesKafka()) {
            group.heartbeat(memberId);
          }
        });
    again(SOON);
  }

  /// In order: others take over at once.
  void leave() {
    if (session != null) {
      transactions.abort(session);
    }
    group.leave(memberId);
  }

  private void again(Duration delay) {
    node.after(delay, () -> node.withKafka(this::cycle));
  }

  private void cycle() {
    Session open = session == null ? transactions.begin(node.name()) : session;
    session = open;
    if (!transactions.isReady(open) || !joined()) {
      again(SOON);
      return;
    }
    List<OutputRecord> decided = new ArrayList<>();
    int read = batches.decide(logics, next, decided);
    boolean ticked = tick(decided);
    if (read == 0 && !ticked) {
      again(chance.millis(1, (int) IDLE.toMillis()));
      return;
    }
    node.note("decided " + read + " inputs, writes " + decided.size() + " records");
    step(() -> send(open, decided, 0));
  }

  /// In the group, and with all that is its own restored.
  private boolean joined() {
    Member known = group.member(memberId);
    if (known == null) {
      memberId = group.join(node.name());
      known = Objects.requireNonNull(group.member(memberId));
      drop();
    }
    if (!known.equals(member)) {
      drop();
      member = known;
      restoring.begin(group.owned(known));
      node.note("owns partitions " + group.owned(known) + " as " + known);
    }
    Optional<Map<InputCell, Long>> restored = restoring.tryToEnd(logics);
    restored.ifPresent(next::putAll);
    return restored.isPresent();
  }

  private boolean tick(List<OutputRecord> decided) {
    if (node.nanoTime() < nextTickNanos) {
      return false;
    }
    nextTickNanos = node.nanoTime() + TICK_MILLIS * 1_000_000L;
    int before = decided.size();
    logics.values().forEach(logic -> decided.addAll(logic.onTick()));
    return decided.size() > before;
  }

  private void send(Session open, List<OutputRecord> decided, int from) {
    int upTo = chance.oneIn(4) ? chance.number(from, decided.size()) : decided.size();
    for (OutputRecord record : decided.subList(from, upTo)) {
      if (!sending.send(transactions, open, record)) {
        reopen("fenced while it sends");
        return;
      }
    }
    if (upTo < decided.size()) {
      step(() -> send(open, decided, upTo));
    } else {
      step(() -> sendOffsets(open));
    }
  }

  private void sendOffsets(Session open) {
    Member as = Objects.requireNonNull(member);
    if (transactions.sendOffsets(open, as, next)) {
      step(() -> commit(open));
    } else {
      transactions.abort(open);
      reopen("its offsets are not taken");
    }
  }

  private void commit(Session open) {
    if (!transactions.commit(open)) {
      reopen("fenced before it commits");
    } else if (chance.oneIn(LOST_ANSWERS)) {
      reopen("has committed and is not told");
    } else {
      node.note("committed");
      again(chance.millis(1, 30));
    }
  }

  /// What was decided in memory may be more than what was committed.
  private void reopen(String why) {
    node.note(why + ", begins anew");
    session = null;
    drop();
    again(chance.millis(10, 500));
  }

  private void drop() {
    logics.clear();
    next.clear();
    member = null;
  }

  private void step(Runnable then) {
    Duration delay = chance.oneIn(50) ? chance.millis(10, 1_500) : chance.millis(0, 4);
    node.after(delay, () -> node.withKafka(then));
  }
}
