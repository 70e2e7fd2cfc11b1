package io.sluice.controlplane.fleet;

import io.sluice.controlplane.fleet.Heartbeat.Readiness;
import io.sluice.controlplane.placement.Demand;
import io.sluice.controlplane.placement.Offer;
import io.sluice.identity.Incarnation;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.WorkerHeartbeat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The workers that are known, who of them may take a process, and who is lost.
///
/// Silence counts only while a heartbeat could have been seen: as long as Kafka does not answer,
/// nobody is lost, and whenever it answers again everybody has a full lease (rule 7).
///
/// Thread: safe.
public final class Fleet {
  /// An orderly end reports each process's own end on another topic, which may be read later.
  private static final Duration GONE_GRACE = Duration.ofSeconds(1);

  /// Longer than a transaction may last, and its end may take to be read.
  private static final Duration UNREAD_LIMIT = Duration.ofSeconds(15);

  private final Duration lease;
  private final LongSupplier nanoTime;
  private final InstantSource wallClock;

  private final RandomGenerator random;
  private final Roster roster = new Roster(); // guarded by this
  private final Holdings holdings = new Holdings(); // guarded by this
  private final Map<WorkerId, Instant> drains = new HashMap<>(); // guarded by this
  private boolean caughtUp; // guarded by this
  private long leasesFromNanos; // guarded by this
  private long answeredAtNanos; // guarded by this

  /// @param lease a worker silent for this long is lost
  /// @param nanoTime monotonic, nanoseconds
  /// @param random draws lots among workers of the same worth
  public Fleet(
      Duration lease, LongSupplier nanoTime, InstantSource wallClock, RandomGenerator random) {
    this.lease = lease;
    this.random = random;
    this.nanoTime = nanoTime;
    this.wallClock = wallClock;
    this.leasesFromNanos = nanoTime.getAsLong();
    this.answeredAtNanos = leasesFromNanos;
  }

  /// A heartbeat was read.
  public synchronized void heard(WorkerHeartbeat record) {
    Heartbeat.of(record).ifPresent(this::heard);
  }

  private void heard(Heartbeat heartbeat) {
    long now = nanoTime.getAsLong();
    Member member = roster.find(heartbeat.workerId());
    if (member == null) {
      Member joined = new Member(heartbeat, now, caughtUp);
      joined.holds(holdings.count(joined.id()));
      joined.ordered(drains.get(joined.id()));
      roster.add(joined);
    } else {
      member.heard(heartbeat, now, caughtUp);
      roster.refresh(member);
    }
  }

  /// The worker was struck off.
  public synchronized void removed(WorkerId worker) {
    roster.remove(worker);
  }

  /// `worker` is to be drained, in this and in any later life, until that is withdrawn.
  public synchronized void drains(WorkerId worker, Instant deadline) {
    drains.put(worker, deadline);
    order(worker, deadline);
  }

  /// `worker` is not to be drained any more.
  public synchronized void drainWithdrawn(WorkerId worker) {
    drains.remove(worker);
    order(worker, null);
  }

  private void order(WorkerId worker, @Nullable Instant deadline) {
    Member member = roster.find(worker);
    if (member != null) {
      member.ordered(deadline);
      roster.refresh(member);
    }
  }

  /// By when `worker` is to hold nothing; empty when it is not being drained.
  public synchronized Optional<Instant> drainDeadline(WorkerId worker) {
    return Optional.ofNullable(roster.find(worker)).flatMap(Member::drainDeadline);
  }

  /// All heartbeats from before this control plane's start were read.
  public synchronized void caughtUp() {
    caughtUp = true;
    leasesFromNanos = nanoTime.getAsLong();
    answeredAtNanos = leasesFromNanos;
  }

  /// How often [#kafkaAnswered] wants to be told: well within the half lease without an answer
  /// after which everybody's lease begins anew.
  Duration probeInterval() {
    return lease.dividedBy(8);
  }

  /// Kafka answers: a heartbeat would be seen.
  public synchronized void kafkaAnswered() {
    long now = nanoTime.getAsLong();
    if (now - answeredAtNanos > lease.toNanos() / 2) {
      leasesFromNanos = now;
    }
    answeredAtNanos = now;
  }

  /// The workers that may take a process, or why there are none.
  public synchronized Offer offer(Demand demand) {
    holdings.takeBack(nanoTime.getAsLong() - UNREAD_LIMIT.toNanos()).forEach(this::recount);
    return new Offering(roster, holdings, this::isHeard, random, demand).gather();
  }

  /// Transition `sequence` of `process` was decided here, and is still to be committed.
  ///
  /// @param worker that holds it; null when none does
  public synchronized void reserves(
      ProcessId process, long sequence, @Nullable WorkerId worker, String reference) {
    holdings
        .reserve(process, sequence, worker, reference, nanoTime.getAsLong())
        .forEach(this::recount);
  }

  /// After transition `sequence` of `process`, committed by whichever control plane.
  ///
  /// @param worker that holds it; null when none does
  public synchronized void holds(
      ProcessId process, long sequence, @Nullable WorkerId worker, String reference) {
    holdings.hold(process, sequence, worker, reference).forEach(this::recount);
  }

  /// Nothing is known of `process` any more.
  public synchronized void forgotten(ProcessId process) {
    holdings.forget(process).forEach(this::recount);
  }

  private void recount(WorkerId worker) {
    Member member = roster.find(worker);
    if (member != null) {
      member.holds(holdings.count(worker));
      roster.refresh(member);
    }
  }

  /// That life of `worker` reported that it shuts down.
  public synchronized void shutsDown(WorkerId worker, Incarnation incarnation) {
    Member member = roster.find(worker);
    if (member != null && !incarnation.isOlderThan(member.last().incarnation())) {
      member.close();
      roster.refresh(member);
    }
  }

  /// How it stands with that life of `worker`.
  public synchronized Standing standing(WorkerId worker, Incarnation incarnation) {
    if (!caughtUp) {
      return new Standing.Alive();
    }
    Member member = roster.find(worker);
    if (member == null) {
      return aliveUnless(lease, leasesFromNanos);
    }
    Heartbeat last = member.last();
    if (last.readiness() == Readiness.GONE) {
      return aliveUnless(GONE_GRACE, member.heardAtNanos());
    }
    if (incarnation.isOlderThan(last.incarnation())) {
      return new Standing.Restarted(last.incarnation());
    }
    return aliveUnless(lease, heardOrGranted(member));
  }

  private Standing aliveUnless(Duration limit, long sinceNanos) {
    Duration silent = Duration.ofNanos(answeredAtNanos - sinceNanos);
    return silent.compareTo(limit) < 0 ? new Standing.Alive() : new Standing.Lost(silent);
  }

  private boolean isHeard(Member member) {
    return aliveUnless(lease, heardOrGranted(member)) instanceof Standing.Alive
        && (member.isHeardLive() || isRecent(member.last().at()));
  }

  private long heardOrGranted(Member member) {
    return member.heardAtNanos() - leasesFromNanos > 0 ? member.heardAtNanos() : leasesFromNanos;
  }

  /// The last word of a worker that died long ago is still in its topic. Clocks may differ, so this
  /// only decides whether to wait for its next word before giving it anything.
  private boolean isRecent(Instant at) {
    return Duration.between(at, wallClock.instant()).compareTo(lease) < 0;
  }
}
