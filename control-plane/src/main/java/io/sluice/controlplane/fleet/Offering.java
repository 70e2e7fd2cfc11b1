package io.sluice.controlplane.fleet;

import io.sluice.controlplane.placement.Candidate;
import io.sluice.controlplane.placement.Demand;
import io.sluice.controlplane.placement.Offer;
import io.sluice.controlplane.placement.PlacementWish;
import io.sluice.controlplane.placement.Survey;
import io.sluice.controlplane.placement.SurveyCount;
import io.sluice.identity.WorkerId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Gathers the workers to be offered to one process: first those that its wishes point to, then
/// others drawn by lot, and never one that cannot take it. What is looked at is bounded, unless
/// workers that fit are rare: then all are that might.
///
/// Thread: guarded by its [Fleet].
final class Offering {
  /// So many are recorded with each placement at the most.
  static final int MAX_OFFER = 16;

  // The others are drawn from all, in case that what the wishes point to is crowded.
  private static final int WISHED_FOR = 12;
  private static final int LOOK_AT = 256;

  private final Roster roster;
  private final Holdings holdings;
  private final Predicate<Member> heard;
  private final RandomGenerator random;
  private final Demand demand;
  private final Map<WorkerId, Candidate> gathered = new LinkedHashMap<>();
  private final List<Member> silent = new ArrayList<>();

  /// @param heard whether the worker was heard lately
  Offering(
      Roster roster,
      Holdings holdings,
      Predicate<Member> heard,
      RandomGenerator random,
      Demand demand) {
    this.roster = roster;
    this.holdings = holdings;
    this.heard = heard;
    this.random = random;
    this.demand = demand;
  }

  Offer gather() {
    if (demand.looksAtReference()) {
      gatherByReference();
    }
    demand
        .wish()
        .preferred()
        .forEach(
            (key, value) -> gather(roster.labelled(key, value), WISHED_FOR, LOOK_AT, _ -> true));
    gather(roster.narrowest(demand), MAX_OFFER, Integer.MAX_VALUE, _ -> true);
    // They come back with their next heartbeat, and are not looked at in vain until then.
    silent.forEach(roster::takeOut);
    return gathered.isEmpty() ? new Offer(List.of(), survey()) : Offer.of(inDrawnOrder());
  }

  private void gatherByReference() {
    Map<WorkerId, Integer> holders = holdings.holdersOf(demand.reference());
    switch (demand.wish().sameReference()) {
      case PlacementWish.TOGETHER ->
          holders.entrySet().stream()
              .sorted(Map.Entry.<WorkerId, Integer>comparingByValue(Comparator.reverseOrder()))
              .limit(LOOK_AT)
              .map(holder -> roster.find(holder.getKey()))
              .takeWhile(_ -> gathered.size() < WISHED_FOR)
              .forEach(this::consider);
      case PlacementWish.SPREAD ->
          gather(
              roster.narrowest(demand),
              WISHED_FOR,
              LOOK_AT,
              member -> !holders.containsKey(member.id()));
      default -> {}
    }
  }

  private void gather(Rooms from, int upTo, int lookAt, Predicate<Member> wanted) {
    int[] left = {lookAt};
    from.visit(
        random,
        member -> {
          if (gathered.size() < upTo && wanted.test(member)) {
            consider(member);
          }
          left[0]--;
          return left[0] > 0 && gathered.size() < upTo;
        });
  }

  private void consider(@Nullable Member member) {
    if (member == null || !member.hasRoom()) {
      return;
    }
    if (!heard.test(member)) {
      silent.add(member);
      return;
    }
    Candidate candidate = member.candidate(demand, sameReference(member));
    if (demand.obstacle(candidate).isEmpty()) {
      gathered.put(member.id(), candidate);
    }
  }

  private int sameReference(Member member) {
    return demand.looksAtReference() ? holdings.count(member.id(), demand.reference()) : 0;
  }

  private List<Candidate> inDrawnOrder() {
    List<Candidate> offer = new ArrayList<>(gathered.values());
    Collections.shuffle(offer, Random.from(random));
    return offer;
  }

  private Survey survey() {
    SurveyCount count = new SurveyCount(demand);
    for (Member member : roster.all()) {
      if (!heard.test(member) || member.isGone()) {
        count.silent();
      } else if (!member.takesProcesses()) {
        count.draining();
      } else {
        count.ready(member.candidate(demand, 0));
      }
    }
    return count.survey();
  }
}
