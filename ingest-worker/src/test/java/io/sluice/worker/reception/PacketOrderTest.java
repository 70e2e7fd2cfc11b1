package io.sluice.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.worker.peer.PacketOrder.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketOrderTest {
  private static final long MILLI = 1_000_000L;
  private static final byte[] PACKET = {1};

  private final PacketOrder order = new PacketOrder(1_000 * MILLI);

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
  void asksAfterAMomentThenEvery100MillisecondsTenTimesAtMost() {
    arrive(10, 0);
    arrive(13, 0);
    assertThat(due(0)).isEmpty();
    List<Long> asked = new ArrayList<>();
    for (long at = 0; at < 3_000; at += 10) {
      if (!due(at).isEmpty()) {
        asked.add(at);
      }
    }

    assertThat(asked).hasSize(10).startsWith(10L, 110L, 210L);
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
    assertThat(order.isGapOld(999 * MILLI)).isFalse();
    assertThat(order.isGapOld(1_000 * MILLI)).isTrue();
    order.skipGap();

    assertThat(order.takeNext()).isNotNull();
    assertThat(order.lost()).isEqualTo(2);
    assertThat(arrive(11, 1_001)).isEqualTo(Place.REPEATED);
    assertThat(arrive(14, 1_001)).isEqualTo(Place.NEXT);
  }

  @Test
  void beginsAnewFarAhead() {
    arrive(10, 0);
    long sequence = order.extended(10 + PacketOrder.SLOTS + 1);
    assertThat(order.place(sequence, 0)).isEqualTo(Place.FAR_AHEAD);
    order.restart(sequence);

    assertThat(order.place(sequence, 0)).isEqualTo(Place.NEXT);
    assertThat(order.lost()).isEqualTo(PacketOrder.SLOTS);
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
    for (int sequence : sequences) {
      long extended = order.extended(sequence);
      Place place = order.place(extended, 0);
      if (place == Place.NEXT) {
        order.passed();
        delivered.add(sequence);
        for (byte[] held = order.takeNext(); held != null; held = order.takeNext()) {
          delivered.add((held[0] & 0xff) << 8 | held[1] & 0xff);
        }
      } else if (place == Place.AHEAD) {
        order.hold(extended, new byte[] {(byte) (sequence >> 8), (byte) sequence});
      }
    }

    assertThat(delivered).hasSize(5_000);
    for (int i = 0; i < 5_000; i++) {
      assertThat(delivered.get(i)).isEqualTo((60_000 + i) & 0xffff);
    }
  }

  private Place arrive(int sequence, long atMillis) {
    long extended = order.extended(sequence);
    Place place = order.place(extended, atMillis * MILLI);
    if (place == Place.NEXT) {
      order.passed();
    } else if (place == Place.AHEAD) {
      order.hold(extended, PACKET);
    }
    return place;
  }

  private List<Integer> due(long atMillis) {
    int[] into = new int[16];
    int count = order.due(atMillis * MILLI, into);
    List<Integer> due = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      due.add(into[i]);
    }
    return due;
  }
}
