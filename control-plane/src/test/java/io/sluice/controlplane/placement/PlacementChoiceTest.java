package io.sluice.controlplane.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.placement.Placement.Chosen;
import io.sluice.controlplane.placement.Placement.Nowhere;
import io.sluice.controlplane.placement.Placement.Shortage;
import io.sluice.identity.Incarnation;
import io.sluice.identity.WorkerId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacementChoiceTest {
  private static final Demand WITH_LEASE = demand(true, PlacementWish.NOTHING);
  private static final Demand WITHOUT_LEASE = demand(false, PlacementWish.NOTHING);

  @Test
  void choosesTheWorkerWithTheMostRoom() {
    assertThat(choose(WITH_LEASE, worker("a", 3, 9, 0), worker("b", 5, 9, 0))).isEqualTo("b");
  }

  @Test
  void countsLeasesAsRoomOnlyForThoseWhoNeedOne() {
    Candidate fewLeases = worker("a", 9, 1, 0);
    Candidate manyLeases = worker("b", 5, 9, 0);
    assertThat(choose(WITH_LEASE, fewLeases, manyLeases)).isEqualTo("b");
    assertThat(choose(WITHOUT_LEASE, fewLeases, manyLeases)).isEqualTo("a");
  }

  @Test
  void prefersTheLessLoadedAmongEquals() {
    assertThat(choose(WITH_LEASE, worker("a", 5, 5, 0.9), worker("b", 5, 5, 0.1))).isEqualTo("b");
  }

  @Test
  void prefersTheOneWithMoreMemoryAmongEquals() {
    assertThat(choose(WITH_LEASE, inMemory("a", 0.8), inMemory("b", 0.3))).isEqualTo("b");
    assertThat(choose(WITH_LEASE, inMemory("a", -1), inMemory("b", 0.9))).isEqualTo("b");
  }

  @Test
  void countsAnUnknownLoadAsFull() {
    assertThat(choose(WITH_LEASE, worker("a", 5, 5, -1), worker("b", 5, 5, 0.9))).isEqualTo("b");
    assertThat(choose(WITH_LEASE, worker("a", 5, 5, Double.NaN), worker("b", 5, 5, 0.9)))
        .isEqualTo("b");
  }

  @Test
  void passesOverAWorkerWithoutPorts() {
    assertThat(choose(WITH_LEASE, worker("a", 9, 0, 0), worker("b", 1, 1, 1))).isEqualTo("b");
  }

  @Test
  void takesTheFirstOnOfferAmongThoseOfAboutTheSameWorth() {
    Candidate one = worker("a", 5, 5, 0.50);
    Candidate other = worker("b", 5, 5, 0.52);
    assertThat(choose(WITH_LEASE, one, other)).isEqualTo("a");
    assertThat(choose(WITH_LEASE, other, one)).isEqualTo("b");
  }

  @Test
  void neverTakesAWorkerWithoutARequiredLabel() {
    Demand inZoneA = demand(true, new PlacementWish(Map.of("zone", "a"), Map.of(), "NONE"));
    assertThat(
            choose(
                inZoneA,
                labelled("near", 1, Map.of("zone", "b")),
                labelled("right", 9, Map.of("zone", "a")),
                labelled("bare", 1, Map.of())))
        .isEqualTo("right");
  }

  @Test
  void prefersALabelToRoomAndDoesWithoutIt() {
    Demand ssd = demand(true, new PlacementWish(Map.of(), Map.of("disk", "ssd"), "NONE"));
    Candidate roomy = labelled("roomy", 0, Map.of("disk", "hdd"));
    Candidate crowded = labelled("crowded", 9, Map.of("disk", "ssd"));
    assertThat(choose(ssd, roomy, crowded)).isEqualTo("crowded");
    assertThat(choose(ssd, roomy)).isEqualTo("roomy");
  }

  @Test
  void spreadsOrGathersThoseOfAReference() {
    Candidate holder = holding("holder", 2);
    Candidate other = holding("other", 0);
    assertThat(choose(demand(true, company(PlacementWish.SPREAD)), holder, other))
        .isEqualTo("other");
    assertThat(choose(demand(true, company(PlacementWish.TOGETHER)), other, holder))
        .isEqualTo("holder");
  }

  @Test
  void saysThatNoWorkerIsReadyAndWhy() {
    assertThat(PlacementChoice.choose(Offer.NONE, WITH_LEASE))
        .isEqualTo(new Nowhere(Shortage.NO_WORKER, "no worker is ready"));
    assertThat(
            PlacementChoice.choose(
                new Offer(List.of(), new Survey(2, 1, 0, 0, 0, 0, Map.of())), WITH_LEASE))
        .isEqualTo(new Nowhere(Shortage.NO_WORKER, "no worker is ready: 1 draining, 2 silent"));
  }

  @Test
  void saysWhichConstraintFailedForHowManyWorkers() {
    Demand demand =
        new Demand(
            true, Set.of("AV1_RTP"), "", new PlacementWish(Map.of("zone", "a"), Map.of(), "NONE"));
    assertThat(
            PlacementChoice.choose(
                new Offer(
                    List.of(),
                    new Survey(1, 0, 7, 3, 2, 1, Map.of("AV1_RTP", 3, "muxer mpegts", 2))),
                demand))
        .isEqualTo(
            new Nowhere(
                Shortage.NO_CAPACITY,
                "none of 13 workers fits: 7 without zone=a, 3 whose FFmpeg lacks AV1 over RTP"
                    + " (version 8 reads it) or muxer mpegts, 2 full, 1 without free ports, 1 silent"));
    assertThat(
            PlacementChoice.choose(
                new Offer(List.of(), new Survey(0, 0, 7, 3, 0, 0, Map.of())), demand))
        .isInstanceOfSatisfying(
            Nowhere.class,
            nowhere -> assertThat(nowhere.shortage()).isEqualTo(Shortage.NO_CAPABLE_FFMPEG));
    assertThat(
            PlacementChoice.choose(
                new Offer(List.of(), new Survey(0, 0, 7, 0, 0, 0, Map.of())), demand))
        .isInstanceOfSatisfying(
            Nowhere.class,
            nowhere -> assertThat(nowhere.shortage()).isEqualTo(Shortage.NO_MATCHING_LABELS));
  }

  @Test
  void saysTheSameOfAnOfferThatNoneOfFits() {
    assertThat(
            PlacementChoice.choose(
                Offer.of(List.of(worker("a", 0, 5, 0), worker("b", 5, 0, 0))), WITH_LEASE))
        .isEqualTo(
            new Nowhere(
                Shortage.NO_CAPACITY, "none of 2 workers fits: 1 full, 1 without free ports"));
  }

  @Test
  void waitsForAWorkerWhoseFfmpegCanDoIt() {
    Demand av1 = new Demand(true, Set.of("AV1_RTP"), "", PlacementWish.NOTHING);
    Candidate old = worker("old", 9, 9, 0);
    Candidate fresh = capable("fresh", List.of("ENHANCED_FLV", "AV1_RTP"));

    assertThat(choose(av1, old, fresh)).isEqualTo("fresh");
    assertThat(PlacementChoice.choose(Offer.of(List.of(old)), av1))
        .isInstanceOfSatisfying(
            Nowhere.class,
            nowhere -> {
              assertThat(nowhere.shortage()).isEqualTo(Shortage.NO_CAPABLE_FFMPEG);
              assertThat(nowhere.detail()).contains("AV1 over RTP");
            });
  }

  private static String choose(Demand demand, Candidate... candidates) {
    Placement placement = PlacementChoice.choose(Offer.of(List.of(candidates)), demand);
    assertThat(placement).isInstanceOf(Chosen.class);
    return ((Chosen) placement).worker().workerId().value();
  }

  private static Demand demand(boolean lease, PlacementWish wish) {
    return new Demand(lease, Set.of(), "show", wish);
  }

  private static PlacementWish company(String sameReference) {
    return new PlacementWish(Map.of(), Map.of(), sameReference);
  }

  private static Candidate worker(String id, int processes, int leases, double load) {
    return candidate(id, processes, leases, load, 0.5, List.of(), Map.of(), 0);
  }

  private static Candidate inMemory(String id, double memoryLoad) {
    return candidate(id, 5, 5, 0.5, memoryLoad, List.of(), Map.of(), 0);
  }

  private static Candidate labelled(String id, int used, Map<String, String> labels) {
    return candidate(id, 10 - used, 10 - used, 0.5, 0.5, List.of(), labels, 0);
  }

  private static Candidate capable(String id, List<String> features) {
    return candidate(id, 1, 1, 1, 1, features, Map.of(), 0);
  }

  private static Candidate holding(String id, int sameReference) {
    return candidate(id, 5, 5, 0.5, 0.5, List.of(), Map.of(), sameReference);
  }

  private static Candidate candidate(
      String id,
      int processes,
      int leases,
      double cpuLoad,
      double memoryLoad,
      List<String> features,
      Map<String, String> labels,
      int sameReference) {
    return new Candidate(
        new WorkerId(id),
        new Incarnation(1),
        10,
        processes,
        leases,
        cpuLoad,
        memoryLoad,
        features,
        labels,
        sameReference);
  }
}
