package io.sluice.controlplane.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.placement.Placement.Chosen;
import io.sluice.controlplane.placement.Placement.Nowhere;
import io.sluice.controlplane.placement.Placement.Shortage;
import io.sluice.identity.Incarnation;
import io.sluice.identity.WorkerId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacementChoiceTest {
  private static final Demand WITH_LEASE = new Demand(true, Set.of());
  private static final Demand WITHOUT_LEASE = new Demand(false, Set.of());

  @Test
  void choosesTheWorkerWithTheMostRoom() {
    assertThat(choose(WITH_LEASE, worker("a", 3, 9, 0), worker("b", 5, 9, 1))).isEqualTo("b");
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
  void countsAnUnknownLoadAsFull() {
    assertThat(choose(WITH_LEASE, worker("a", 5, 5, -1), worker("b", 5, 5, 0.99))).isEqualTo("b");
    assertThat(choose(WITH_LEASE, worker("a", 5, 5, Double.NaN), worker("b", 5, 5, 0.99)))
        .isEqualTo("b");
  }

  @Test
  void passesOverAWorkerWithoutPorts() {
    assertThat(choose(WITH_LEASE, worker("a", 9, 0, 0), worker("b", 1, 1, 1))).isEqualTo("b");
  }

  @Test
  void saysThatThereIsNoWorker() {
    assertThat(PlacementChoice.choose(List.of(), WITH_LEASE))
        .isEqualTo(new Nowhere(Shortage.NO_WORKER, "no worker is ready"));
  }

  @Test
  void saysThatAllAreFull() {
    List<Candidate> full = List.of(worker("a", 0, 5, 0), worker("b", 5, 0, 0));
    assertThat(PlacementChoice.choose(full, WITH_LEASE))
        .isEqualTo(
            new Nowhere(
                Shortage.NO_CAPACITY, "none of the 2 workers on offer has room and free ports"));
  }

  @Test
  void choosesTheSameInWhateverOrderTheyAreOffered() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<Candidate> offer = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        offer.add(worker("w" + i, random.nextInt(3), random.nextInt(3), random.nextInt(2)));
      }
      Placement first = PlacementChoice.choose(offer, WITH_LEASE);
      Collections.shuffle(offer, random);
      assertThat(PlacementChoice.choose(offer, WITH_LEASE)).isEqualTo(first);
    }
  }

  private static String choose(Demand demand, Candidate... candidates) {
    Placement placement = PlacementChoice.choose(List.of(candidates), demand);
    assertThat(placement).isInstanceOf(Chosen.class);
    return ((Chosen) placement).worker().workerId().value();
  }

  @Test
  void waitsForAWorkerWhoseFfmpegCanDoIt() {
    Demand av1 = new Demand(true, Set.of("AV1_RTP"));
    Candidate old = new Candidate(new WorkerId("a"), new Incarnation(1), 9, 9, 0, List.of());
    Candidate fresh =
        new Candidate(
            new WorkerId("b"), new Incarnation(1), 1, 1, 1, List.of("ENHANCED_FLV", "AV1_RTP"));
    Candidate full =
        new Candidate(new WorkerId("c"), new Incarnation(1), 0, 0, 1, List.of("AV1_RTP"));

    assertThat(PlacementChoice.choose(List.of(old, fresh), av1))
        .isEqualTo(new Placement.Chosen(fresh));
    assertThat(PlacementChoice.choose(List.of(old), av1))
        .isInstanceOfSatisfying(
            Placement.Nowhere.class,
            nowhere -> {
              assertThat(nowhere.shortage()).isEqualTo(Placement.Shortage.NO_CAPABLE_FFMPEG);
              assertThat(nowhere.detail()).contains("AV1 over RTP");
            });
    assertThat(PlacementChoice.choose(List.of(old, full), av1))
        .isInstanceOfSatisfying(
            Placement.Nowhere.class,
            nowhere -> assertThat(nowhere.shortage()).isEqualTo(Placement.Shortage.NO_CAPACITY));
  }

  private static Candidate worker(String id, int processes, int leases, double load) {
    return new Candidate(new WorkerId(id), new Incarnation(1), processes, leases, load, List.of());
  }
}
