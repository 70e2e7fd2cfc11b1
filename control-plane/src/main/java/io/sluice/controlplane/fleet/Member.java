package io.sluice.controlplane.fleet;

import io.sluice.controlplane.fleet.Heartbeat.Readiness;
import io.sluice.controlplane.placement.Candidate;
import io.sluice.controlplane.placement.Demand;
import io.sluice.controlplane.placement.PlacementWish;
import io.sluice.identity.WorkerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One worker: what it last said, and how many processes it was given.
///
/// Thread: guarded by its [Fleet].
final class Member {
  private Heartbeat last;
  private long heardAtNanos;
  private boolean heardLive;
  private boolean closing;
  private @Nullable Instant ordered;
  private int given;

  Member(Heartbeat first, long nowNanos, boolean live) {
    last = first;
    heardAtNanos = nowNanos;
    heardLive = live;
  }

  WorkerId id() {
    return last.workerId();
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
    }
    last = heartbeat;
    heardAtNanos = nowNanos;
    heardLive |= live;
  }

  /// @param deadline by which it is to be drained, whichever life it is in; null when it is not
  void ordered(@Nullable Instant deadline) {
    ordered = deadline;
  }

  /// By when it is to hold nothing; empty when it is not being drained.
  Optional<Instant> drainDeadline() {
    return Stream.concat(Stream.ofNullable(ordered), last.drainDeadline().stream())
        .min(Comparator.naturalOrder());
  }

  /// @param processes how many it was given, by whomever
  void holds(int processes) {
    given = processes;
  }

  /// It said so before its heartbeats do.
  void close() {
    closing = true;
  }

  boolean isGone() {
    return last.readiness() == Readiness.GONE;
  }

  boolean takesProcesses() {
    return !closing && ordered == null && last.readiness() == Readiness.READY;
  }

  boolean hasRoom() {
    return takesProcesses() && freeProcesses() > 0;
  }

  /// @param sameReference how many processes of the demand's reference it holds
  Candidate candidate(Demand demand, int sameReference) {
    return new Candidate(
        last.workerId(),
        last.incarnation(),
        last.maxProcesses(),
        freeProcesses(),
        freeLeases(),
        last.cpuLoad(),
        last.memoryLoad(),
        featuresFor(demand),
        labelsFor(demand.wish()),
        sameReference);
  }

  /// It may run what is no longer its own, and have been given what it does not run yet.
  private int freeProcesses() {
    return Math.max(0, last.maxProcesses() - Math.max(last.processes(), given));
  }

  /// What it was given and does not run yet will take a lease each.
  private int freeLeases() {
    return Math.max(0, last.freeLeases() - Math.max(0, given - last.processes()));
  }

  private List<String> featuresFor(Demand demand) {
    // For each of many candidates of each placement: no stream.
    List<String> features = new ArrayList<>(demand.ffmpegFeatures());
    features.retainAll(last.ffmpegFeatures());
    features.sort(null);
    return features;
  }

  private Map<String, String> labelsFor(PlacementWish wish) {
    Map<String, String> asked = new HashMap<>();
    last.labels()
        .forEach((key, value) -> {
          if (wish.required().containsKey(key) || wish.preferred().containsKey(key)) {
            asked.put(key, value);
          }
        });
    return asked;
  }
}
