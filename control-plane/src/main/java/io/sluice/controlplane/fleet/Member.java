package io.sluice.controlplane.fleet;

import io.sluice.controlplane.fleet.Heartbeat.Readiness;
import io.sluice.controlplane.placement.Candidate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// One worker, with what was placed on it since it last said how full it is.
///
/// Thread: guarded by its [Fleet].
final class Member {
  // A worker counts a process only once it has read its assignment.
  private static final long SETTLING_NANOS = Duration.ofSeconds(1).toNanos();

  private record Reservation(long atNanos, boolean lease) {}

  private Heartbeat last;
  private long heardAtNanos;
  private boolean heardLive;
  private boolean closing;
  private final Deque<Reservation> reservations = new ArrayDeque<>();

  Member(Heartbeat first, long nowNanos, boolean live) {
    last = first;
    heardAtNanos = nowNanos;
    heardLive = live;
  }

  Heartbeat last() {
    return last;
  }

  long heardAtNanos() {
    return heardAtNanos;
  }

  /// False while all that is known was read from before this control plane's start.
  boolean isHeardLive() {
    return heardLive;
  }

  void heard(Heartbeat heartbeat, long nowNanos, boolean live) {
    if (heartbeat.incarnation().isOlderThan(last.incarnation())) {
      return;
    }
    if (last.incarnation().isOlderThan(heartbeat.incarnation())) {
      closing = false;
      reservations.clear();
    }
    last = heartbeat;
    heardAtNanos = nowNanos;
    heardLive |= live;
    while (!reservations.isEmpty()
        && nowNanos - reservations.peekFirst().atNanos() >= SETTLING_NANOS) {
      reservations.removeFirst();
    }
  }

  void reserve(boolean lease, long nowNanos) {
    reservations.addLast(new Reservation(nowNanos, lease));
  }

  /// It said so before its heartbeats do.
  void close() {
    closing = true;
  }

  boolean takesProcesses() {
    return !closing && last.readiness() == Readiness.READY;
  }

  Candidate candidate() {
    int leases = (int) reservations.stream().filter(Reservation::lease).count();
    return new Candidate(
        last.workerId(),
        last.incarnation(),
        Math.max(0, last.maxProcesses() - last.processes() - reservations.size()),
        Math.max(0, last.freeLeases() - leases),
        last.cpuLoad(),
        last.ffmpegFeatures());
  }
}
