package io.sluice.controlplane.fleet;

import io.sluice.controlplane.fleet.Heartbeat.Readiness;
import io.sluice.controlplane.placement.Candidate;
import io.sluice.controlplane.placement.PlacementChoice;
import io.sluice.identity.Incarnation;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.WorkerHeartbeat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// The workers that are known, who of them may take a process, and who is lost.
///
/// Silence counts only while a heartbeat could have been seen: as long as Kafka does not answer,
/// nobody is lost, and whenever it answers again everybody has a full lease (rule 7).
///
/// Thread: safe.
public final class Fleet {
  /// So many are recorded with each placement at the most.
  static final int MAX_OFFER = 16;

  /// An orderly end reports each process's own end on another topic, which may be read later.
  private static final Duration GONE_GRACE = Duration.ofSeconds(1);

  private final Duration lease;
  private final LongSupplier nanoTime;
  private final InstantSource wallClock;

  private final Map<WorkerId, Member> members = new HashMap<>(); // guarded by this
  private boolean caughtUp; // guarded by this
  private long leasesFromNanos; // guarded by this
  private long answeredAtNanos; // guarded by this

  /// @param lease a worker silent for this long is lost
  /// @param nanoTime monotonic, nanoseconds
  public Fleet(Duration lease, LongSupplier nanoTime, InstantSource wallClock) {
    this.lease = lease;
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
    Member member = members.get(heartbeat.workerId());
    if (member == null) {
      members.put(heartbeat.workerId(), new Member(heartbeat, now, caughtUp));
    } else {
      member.heard(heartbeat, now, caughtUp);
    }
  }

  /// The worker was struck off.
  public synchronized void removed(WorkerId worker) {
    members.remove(worker);
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

  /// The workers that may take a process, those with the most room first.
  public synchronized List<Candidate> candidates() {
    return members.values().stream()
        .filter(this::isOffered)
        .map(Member::candidate)
        .sorted(PlacementChoice.bestFirst(false))
        .limit(MAX_OFFER)
        .toList();
  }

  /// A process was placed on `worker`, which does not yet know.
  public synchronized void reserve(WorkerId worker, boolean lease) {
    Member member = members.get(worker);
    if (member != null) {
      member.reserve(lease, nanoTime.getAsLong());
    }
  }

  /// That life of `worker` reported that it shuts down.
  public synchronized void shutsDown(WorkerId worker, Incarnation incarnation) {
    Member member = members.get(worker);
    if (member != null && !incarnation.isOlderThan(member.last().incarnation())) {
      member.close();
    }
  }

  /// How it stands with that life of `worker`.
  public synchronized Standing standing(WorkerId worker, Incarnation incarnation) {
    if (!caughtUp) {
      return new Standing.Alive();
    }
    Member member = members.get(worker);
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

  private boolean isOffered(Member member) {
    return member.takesProcesses()
        && aliveUnless(lease, heardOrGranted(member)) instanceof Standing.Alive
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
