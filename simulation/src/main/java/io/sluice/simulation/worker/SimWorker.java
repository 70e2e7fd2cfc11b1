package io.sluice.simulation.worker;

import io.sluice.eventlog.follow.TableChange;
import io.sluice.eventlog.follow.TableListener;
import io.sluice.identity.Generation;
import io.sluice.identity.Incarnation;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.process.rules.FfmpegVocabulary;
import io.sluice.schemas.Assignment;
import io.sluice.schemas.WorkerHeartbeat;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import io.sluice.simulation.log.SimFollower;
import io.sluice.simulation.log.SimLog;
import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.Node;
import io.sluice.simulation.worker.WorkerWitness.Life;
import io.sluice.worker.assignment.AssignmentReaction;
import io.sluice.worker.heartbeat.IncarnationRule;
import io.sluice.worker.ports.PortPool;
import io.sluice.worker.ports.PortRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One worker, life after life.
public final class SimWorker {
  public static final int LEASES = 3;
  public static final int MAX_PROCESSES = 4;

  private static final int FIRST_PORT = 20_000;
  private static final int PORTS_A_LEASE = 4;
  private static final Duration BEAT = Duration.ofSeconds(2);
  private static final Duration FOLLOW = Duration.ofMillis(200);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration ISOLATION_LIMIT = Duration.ofSeconds(4);
  private static final Duration MOVE_LIMIT = Duration.ofSeconds(5);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final WorkerId id;
  private final Node node;
  private final Chance chance;
  private final TopicCatalogue topics;
  private final SimLog log;
  private final WorkerWitness witness;
  private final UnaryOperator<Leases> leases;
  private final RecordCodec codec = RecordCodec.standard();

  private @Nullable Present present;

  /// What one life has.
  private record Present(Life life, Leases leases, FactSpool facts, SimIngests ingests) {}

  private @Nullable Instant drainDeadline;
  private boolean retiring;
  private long beats;
  private long contactNanos;

  public SimWorker(
      WorkerId id,
      Node node,
      Chance chance,
      TopicCatalogue topics,
      SimLog log,
      WorkerWitness witness,
      UnaryOperator<Leases> leases) {
    this.id = id;
    this.node = node;
    this.chance = chance;
    this.topics = topics;
    this.log = log;
    this.witness = witness;
    this.leases = leases;
  }

  public WorkerId id() {
    return id;
  }

  public Node node() {
    return node;
  }

  public void start() {
    node.begin();
    node.note("starts");
    node.after(chance.millis(0, 500), () -> node.withKafka(this::join));
  }

  private void join() {
    Incarnation incarnation = IncarnationRule.next(node.instant(), lastIncarnation());
    Life life = new Life(id, incarnation);
    node.note("joins as " + incarnation);
    PortPool pool =
        new PortPool(
            new PortRange(FIRST_PORT, FIRST_PORT + LEASES * PORTS_A_LEASE - 1), LEASES, _ -> {});
    Leases own = leases.apply(Leases.of(pool));
    FactSpool facts = new FactSpool(life, node, chance, topics, log);
    SimIngests ingests = new SimIngests(life, node, chance, own, facts, witness);
    Present now = new Present(life, own, facts, ingests);
    present = now;
    drainDeadline = null;
    contactNanos = node.nanoTime();
    node.after(chance.millis(0, 1_000), () -> node.withKafka(() -> follow(now)));
  }

  /// Only now: who is heard is given processes, and must see all that it is given.
  private void knowsItsAssignments(Present now) {
    contactNanos = node.nanoTime();
    beat(now, "READY");
    node.every(BEAT, () -> beat(now, "READY"));
    node.every(LOOK, () -> watchIsolation(now));
  }

  private OptionalLong lastIncarnation() {
    return log
        .partition(TopicCatalogue.WORKERS.name(), topics.partitionOf(id))
        .read(0, Integer.MAX_VALUE)
        .entries()
        .stream()
        .filter(entry -> id.value().equals(entry.key()) && entry.value() != null)
        .map(entry -> codec.decode(entry.value()).as(WorkerHeartbeat.class).orElseThrow())
        .mapToLong(WorkerHeartbeat::getIncarnation)
        .reduce((_, later) -> later);
  }

  private void follow(Present now) {
    SimIngests ingests = now.ingests();
    AssignmentReaction reaction = new AssignmentReaction(id, ingests::assign, ingests::end);
    SimFollower<Assignment> follower =
        new SimFollower<>(
            log,
            TopicCatalogue.ASSIGNMENTS.name(),
            List.of(topics.partitionOf(id)),
            codec.reading(Assignment.class),
            new TableListener<>() {
              @Override
              public void changed(TableChange<Assignment> change) {
                reaction.changed(change);
              }

              @Override
              public void caughtUp() {
                reaction.caughtUp();
                knowsItsAssignments(now);
              }
            });
    node.every(
        FOLLOW,
        () -> {
          if (node.reachesKafka() && !ingests.isClosed()) {
            follower.poll();
          }
        });
  }

  /// What Kafka does not take within an interval is not said at all.
  private void beat(Present now, String state) {
    if (!node.reachesKafka()) {
      return;
    }
    contactNanos = node.nanoTime();
    log.append(
        TopicCatalogue.WORKERS.name(),
        topics.partitionOf(id),
        id.value(),
        codec.encode(
            WorkerHeartbeat.newBuilder()
                .setWorkerId(id.value())
                .setIncarnation(now.life().incarnation().value())
                .setSequence(++beats)
                .setAt(node.instant().truncatedTo(ChronoUnit.MICROS))
                .setState(isLeaving(now) && state.equals("READY") ? "DRAINING" : state)
                .setDrainDeadline(drainDeadline)
                .setIntervalMillis((int) BEAT.toMillis())
                .setHttpUrl(FactSpool.baseUrl(id))
                .setMaxProcesses(MAX_PROCESSES)
                .setProcesses(now.ingests().count())
                .setFreeLeases(now.leases().free())
                .setFfmpegMuxers(List.copyOf(FfmpegVocabulary.muxers()))
                .setFfmpegProtocols(List.copyOf(FfmpegVocabulary.protocols()))
                .build()));
  }

  private boolean isLeaving(Present now) {
    return now.ingests().isClosed() || drainDeadline != null;
  }

  private void watchIsolation(Present now) {
    if (node.nanoTime() - contactNanos > ISOLATION_LIMIT.toNanos()) {
      now.ingests().endIsolated();
    }
  }

  /// kill -9: FFmpeg dies with its worker.
  public void kill() {
    node.note("is killed");
    over();
  }

  private void over() {
    node.end();
    retiring = false;
    if (present != null) {
      witness.died(present.life());
      present = null;
    }
  }

  /// SIGTERM: what it holds is torn down and told before it says that it is gone.
  public void shutDown() {
    node.note("shuts down");
    Present now = present;
    if (now == null) {
      over();
      return;
    }
    now.ingests().close();
    beat(now, "DRAINING");
    long deadline = node.nanoTime() + LAST_WORDS.toNanos();
    node.every(
        Duration.ofMillis(100),
        () -> {
          boolean done = now.ingests().count() == 0 && now.facts().isEmpty();
          if (done || node.nanoTime() > deadline) {
            beat(now, "GONE");
            over();
          }
        });
  }

  /// SIGTERM with time for what it holds to move to other workers.
  public void retire(Duration limit) {
    node.note("retires within " + limit.toMillis() + " ms");
    Present now = present;
    if (now == null || retiring) {
      return;
    }
    retiring = true;
    drainDeadline = node.instant().plus(limit).truncatedTo(ChronoUnit.MICROS);
    beat(now, "DRAINING");
    long end = node.nanoTime() + limit.plus(MOVE_LIMIT).toNanos();
    shutDownWhenEmpty(now, end);
  }

  private void shutDownWhenEmpty(Present now, long endNanos) {
    if (now.ingests().isClosed()) {
      return;
    }
    if (now.ingests().count() == 0 || node.nanoTime() > endNanos) {
      shutDown();
    } else {
      node.after(LOOK, () -> shutDownWhenEmpty(now, endNanos));
    }
  }

  /// Whether it retires and has not ended yet.
  public boolean isRetiring() {
    return retiring;
  }

  /// Whether it has joined and takes processes.
  public boolean isUp() {
    return present != null && !present.ingests().isClosed();
  }

  /// A publisher's POST.
  ///
  /// @return the generation that took it; null when it is refused
  public @Nullable Generation post(ProcessId process, String sessionId) {
    return present == null ? null : present.ingests().post(process, sessionId);
  }

  /// FFmpeg of some process ends by itself.
  public void breakFfmpeg() {
    if (present != null) {
      present.ingests().breakFfmpeg();
    }
  }

  public int freeLeases() {
    return present == null ? 0 : present.leases().free();
  }

  public int processes() {
    return present == null ? 0 : present.ingests().count();
  }
}
