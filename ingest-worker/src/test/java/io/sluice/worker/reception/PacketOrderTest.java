package io.sluice.worker.reception;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.worker.reception.PacketOrder.Place;
import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.testing.RtpDatagram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketOrderTest {
  private static final long MILLI = 1_000_000L;

  private final RoundTrip roundTrip = new RoundTrip();
  private final MissingPackets missing = new MissingPackets(PacketOrder.SLOTS, true, roundTrip);
  private final PacketOrder order = new PacketOrder(true, missing);

  @Test
  void letsPacketsInOrderPass() {
    assertThat(arrive(65_534, 0)).isEqualTo(Place.NEXT);
    assertThat(arrive(65_535, 0)).isEqualTo(Place.NEXT);
    assertThat(arrive(0, 0)).isEqualTo(Place.NEXT);
    assertThat(order.lost()).isZero();
  }

  @Test
  void holdsWhatIsAheadOfAGapUntilTheGapIsFilled() {
    arrive(10, 0);
    assertThat(arrive(12, 0)).isEqualTo(Place.AHEAD);
    assertThat(order.takeNext()).isNull();
    assertThat(arrive(11, 0)).isEqualTo(Place.NEXT);

    assertThat(order.takeNext()).isNotNull();
    assertThat(order.takeNext()).isNull();
  }

  @Test
  void recognisesWhatCameBefore() {
    arrive(10, 0);
    arrive(12, 0);

    assertThat(arrive(10, 0)).isEqualTo(Place.REPEATED);
    assertThat(arrive(12, 0)).isEqualTo(Place.REPEATED);
    assertThat(arrive(9, 0)).isEqualTo(Place.REPEATED);
  }

  @Test
  void asksAfterAMomentThenAtThePaceOfThePath() {
    arrive(10, 0);
    arrive(13, 0);
    assertThat(due(0)).isEmpty();

    assertThat(timesAsked()).startsWith(10L, 110L, 210L).hasSize(10);
  }

  @Test
  void asksFasterOnceThePathIsKnownToBeFast() {
    for (int i = 0; i < 20; i++) {
      roundTrip.measured(35 * MILLI);
    }
    arrive(10, 0);
    arrive(12, 0);

    assertThat(timesAsked()).startsWith(10L, 50L, 90L);
  }

  @Test
  void learnsThePaceOfThePathFromAnswers() {
    arrive(10, 0);
    for (int i = 0; i < 20; i++) {
      arrive(12 + 2 * i, 1_000L * i);
      assertThat(due(1_000L * i + 10)).hasSize(1);
      repair(11 + 2 * i, 1_000L * i + 60);
    }

    assertThat(roundTrip.nanos()).isBetween(45 * MILLI, 60 * MILLI);
  }

  @Test
  void asksLaterWherePacketsOvertakeEachOther() {
    arrive(10, 0);
    arrive(12, 0);
    assertThat(due(10)).hasSize(1);
    arrive(11, 25);
    order.takeNext();
    arrive(14, 100);

    assertThat(due(125)).isEmpty();
    assertThat(due(132)).hasSize(1);
  }

  @Test
  void asksForNoMoreThanArrivingPacketsEarn() {
    arrive(0, 0);
    arrive(251, 0);
    int asked = 0;
    for (long at = 10; at < 500; at += 10) {
      asked += due(at).size();
    }
    assertThat(asked).isEqualTo(128);

    for (int i = 0; i < 20; i++) {
      arrive(252 + i, 500);
    }

    assertThat(due(510)).hasSize(10);
  }

  @Test
  void asksForExactlyWhatIsMissing() {
    arrive(65_533, 0);
    arrive(65_535, 0);
    arrive(2, 0);

    assertThat(due(20)).containsExactly(65_534, 0, 1);
  }

  @Test
  void givesUpAGapThatStaysOpen() {
    arrive(10, 0);
    arrive(13, 0);
    assertThat(isGapOld(499)).isFalse();
    assertThat(isGapOld(500)).isTrue();
    assertThat(order.skipGap()).isEqualTo(2);

    assertThat(order.takeNext()).isNotNull();
    assertThat(order.lost()).isEqualTo(2);
    assertThat(arrive(11, 1_001)).isEqualTo(Place.REPEATED);
    assertThat(arrive(14, 1_001)).isEqualTo(Place.NEXT);
  }

  @Test
  void beginsAnewFarAhead() {
    arrive(10, 0);
    long sequence = order.extended(10 + PacketOrder.WIDEST_GAP + 2);
    assertThat(order.place(sequence, false, 0)).isEqualTo(Place.FAR_AHEAD);
    assertThat(order.restart(sequence)).isEqualTo(PacketOrder.WIDEST_GAP + 1);

    assertThat(order.place(sequence, false, 0)).isEqualTo(Place.NEXT);
    assertThat(order.lost()).isEqualTo(PacketOrder.WIDEST_GAP + 1);
  }

  @Test
  void takesALongSilenceWithMuchMissingForAnOutage() {
    arrive(10, 0);
    assertThat(order.place(order.extended(76), false, 499 * MILLI)).isEqualTo(Place.AHEAD);
    PacketOrder other = new PacketOrder(true, missing);
    assertThat(other.place(other.extended(10), false, 0)).isEqualTo(Place.NEXT);
    other.passed();

    assertThat(other.place(other.extended(76), false, 500 * MILLI)).isEqualTo(Place.FAR_AHEAD);
  }

  @Test
  void waitsLessForWhatAKeyFrameMakesNeedless() {
    arrive(10, 0);
    arrive(12, 0);
    order.keyFrameAhead(order.extended(12));
    assertThat(order.isGapOld(true, 300 * MILLI)).as("not whole yet").isFalse();
    arriveWithMarker(13);

    assertThat(isGapOld(209)).isFalse();
    assertThat(isGapOld(210)).isTrue();
    assertThat(order.isGapOld(true, 1 * MILLI)).as("while frozen").isTrue();
  }

  @Test
  void waitsLessForAPublisherThatNeverAnswers() {
    arrive(0, 0);
    for (int i = 0; i < 8; i++) {
      arrive(2 * i + 2, 1_000L * i);
      due(1_000L * i + 20);
      assertThat(isGapOld(1_000L * i + 100)).isFalse();
      order.skipGap();
      order.takeNext();
    }
    arrive(18, 9_000);
    assertThat(isGapOld(9_099)).isFalse();
    assertThat(isGapOld(9_100)).isTrue();

    repair(15, 9_100);

    assertThat(isGapOld(9_400)).as("it did answer, only late").isFalse();
  }

  @Test
  void waitsOnlyForWhatWasOvertakenWhereItCannotAsk() {
    PacketOrder silent = new PacketOrder(false, missing);
    silent.place(silent.extended(10), false, 0);
    silent.passed();
    silent.place(silent.extended(12), false, 0);

    assertThat(silent.due(100 * MILLI, new int[8])).isZero();
    assertThat(silent.isGapOld(false, 59 * MILLI)).isFalse();
    assertThat(silent.isGapOld(false, 60 * MILLI)).isTrue();
  }

  @Test
  void deliversEveryPacketOnceAndInOrderHoweverTheyAreShuffled() {
    Random random = new Random(7);
    List<Integer> sequences = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      sequences.add((60_000 + i) & 0xffff);
    }
    for (int i = 1; i + 20 < sequences.size(); i += 10) {
      Collections.shuffle(sequences.subList(i, i + 20), random);
    }
    List<Integer> delivered = new ArrayList<>();
    RtpPacket window = new RtpPacket();
    for (int sequence : sequences) {
      long extended = order.extended(sequence);
      Place place = order.place(extended, false, 0);
      if (place == Place.NEXT) {
        order.passed();
        delivered.add(sequence);
        for (HeldPacket held = order.takeNext(); held != null; held = order.takeNext()) {
          held.show(window);
          delivered.add(window.sequenceNumber());
        }
      } else if (place == Place.AHEAD) {
        order.hold(extended, packet(sequence));
      }
    }

    assertThat(delivered).hasSize(5_000);
    for (int i = 0; i < 5_000; i++) {
      assertThat(delivered.get(i)).isEqualTo((60_000 + i) & 0xffff);
    }
  }

  private Place arrive(int sequence, long atMillis) {
    return take(sequence, false, atMillis);
  }

  private void arriveWithMarker(int sequence) {
    HeldPacket last = new HeldPacket();
    RtpPacket packet = RtpDatagram.packet(7, 100, sequence, 0, new byte[10]);
    packet.setMarker(true);
    last.copy(packet);
    assertThat(order.place(order.extended(sequence), false, 0)).isEqualTo(Place.AHEAD);
    order.hold(order.extended(sequence), last);
  }

  private void repair(int sequence, long atMillis) {
    take(sequence, true, atMillis);
    for (HeldPacket held = order.takeNext(); held != null; held = order.takeNext()) {
      assertThat(order.hasGap()).isFalse();
    }
  }

  private Place take(int sequence, boolean retransmitted, long atMillis) {
    long extended = order.extended(sequence);
    Place place = order.place(extended, retransmitted, atMillis * MILLI);
    if (place == Place.NEXT) {
      order.passed();
    } else if (place == Place.AHEAD) {
      order.hold(extended, packet(sequence));
    }
    return place;
  }

  private boolean isGapOld(long atMillis) {
    return order.isGapOld(false, atMillis * MILLI);
  }

  private List<Long> timesAsked() {
    List<Long> asked = new ArrayList<>();
    for (long at = 0; at < 3_000; at += 10) {
      if (!due(at).isEmpty()) {
        asked.add(at);
      }
    }
    return asked;
  }

  private static HeldPacket packet(int sequence) {
    HeldPacket held = new HeldPacket();
    held.copy(RtpDatagram.packet(7, 100, sequence, 0, new byte[10]));
    return held;
  }

  private List<Integer> due(long atMillis) {
    int[] into = new int[128];
    int count = order.due(atMillis * MILLI, into);
    List<Integer> due = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      due.add(into[i]);
    }
    return due;
  }
}
