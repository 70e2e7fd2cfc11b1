package io.sluice.worker.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TransportFeedbackTest {
  private static final long MILLI = 1_000_000;

  private final TransportFeedback feedback = new TransportFeedback();
  private final RtcpWriter writer = new RtcpWriter(1200);

  private byte[] write() {
    writer.reset();
    feedback.writeTo(writer, 1, 2);
    return Arrays.copyOf(writer.buffer(), writer.length());
  }

  @Test
  void writesARunWithItsDeltas() {
    feedback.received(100, 64 * MILLI);
    feedback.received(101, 65 * MILLI);
    feedback.received(102, 66 * MILLI);

    byte[] packet = write();

    // One run-length chunk of three small deltas; 0, 4 and 4 times 250 us; three bytes of padding.
    assertThat(packet)
        .isEqualTo(
            Packets.hex(
                """
                af cd 00 06 00000001 00000002 0064 0003 000001 00
                2003 00 04 04 00 00 03
                """));
    assertThat(feedback.hasNews()).isFalse();
  }

  @Test
  void writesLossesAsAVectorAndABackwardStepAsALargeDelta() {
    feedback.received(10, 10 * MILLI);
    feedback.received(13, 20 * MILLI);
    feedback.received(12, 19 * MILLI);

    FeedbackPacket read = FeedbackPacket.read(write());

    assertThat(read.base()).isEqualTo(10);
    assertThat(read.arrivalTicks())
        .containsExactly(Map.entry(10, 40L), Map.entry(12, 76L), Map.entry(13, 80L));
    assertThat(read.statusCount()).isEqualTo(4);
  }

  @Test
  void countsItsPacketsAndReportsNothingTwice() {
    feedback.received(1, MILLI);
    FeedbackPacket first = FeedbackPacket.read(write());
    feedback.received(2, 2 * MILLI);
    FeedbackPacket second = FeedbackPacket.read(write());

    assertThat(first.packetCount()).isZero();
    assertThat(second.packetCount()).isEqualTo(1);
    assertThat(second.base()).isEqualTo(2);
    assertThat(second.arrivalTicks()).containsOnlyKeys(2);
    assertThat(write()).as("no news").isEmpty();
  }

  @Test
  void reportsLossesBetweenTwoPackets() {
    feedback.received(1, MILLI);
    write();
    feedback.received(5, 2 * MILLI);

    FeedbackPacket read = FeedbackPacket.read(write());

    assertThat(read.base()).isEqualTo(2);
    assertThat(read.statusCount()).isEqualTo(4);
    assertThat(read.arrivalTicks()).containsOnlyKeys(5);
  }

  @Test
  void reportsAPacketThatCameLate() {
    feedback.received(1, MILLI);
    feedback.received(3, 2 * MILLI);
    write();
    feedback.received(2, 3 * MILLI);

    assertThat(feedback.hasNews()).isTrue();
    assertThat(FeedbackPacket.read(write()).arrivalTicks()).containsKeys(2, 3);
  }

  @Test
  void beginsAnotherPacketWhenADeltaIsTooLong() {
    feedback.received(1, MILLI);
    feedback.received(2, 20_000 * MILLI); // more than 8.2 s later

    FeedbackPacket first = FeedbackPacket.read(write());
    boolean more = feedback.hasNews();
    FeedbackPacket second = FeedbackPacket.read(write());

    assertThat(first.arrivalTicks()).containsOnlyKeys(1);
    assertThat(more).isTrue();
    assertThat(second.arrivalTicks()).containsExactly(Map.entry(2, 80_000L));
  }

  @Test
  void crossesTheEndOfTheSequenceNumbers() {
    feedback.received(65_535, MILLI);
    feedback.received(0, 2 * MILLI);

    FeedbackPacket read = FeedbackPacket.read(write());

    assertThat(read.base()).isEqualTo(65_535);
    assertThat(read.arrivalTicks()).containsOnlyKeys(65_535, 65_536);
  }

  @Test
  void whatWasReceivedIsWhatIsReported() {
    Random random = new Random(41);
    Map<Integer, Long> expected = new TreeMap<>();
    Map<Integer, Long> reported = new TreeMap<>();
    long now = 0;
    for (int sequence = 0; sequence < 20_000; sequence++) {
      now += random.nextInt(20) == 0 ? random.nextLong(400) * MILLI : random.nextLong(MILLI);
      if (random.nextInt(10) > 0) {
        feedback.received(sequence, now);
        expected.put(sequence, now / 250_000);
      }
      if (random.nextInt(150) == 0) {
        drain(reported);
      }
    }
    drain(reported);

    assertThat(reported).isEqualTo(expected);
  }

  private void drain(Map<Integer, Long> reported) {
    for (int packets = 0; feedback.hasNews() && packets < 100; packets++) {
      byte[] packet = write();
      assertThat(packet.length % 4).isZero();
      reported.putAll(FeedbackPacket.read(packet).arrivalTicks());
    }
    assertThat(feedback.hasNews()).isFalse();
  }

  @Test
  void neverWritesMoreThanTheRoomThatIsLeft() {
    RtcpWriter small = new RtcpWriter(60);
    for (int i = 0; i < 500; i++) {
      feedback.received((i * 3) & 0xffff, i * (100 * MILLI));
    }
    int packets = 0;
    while (feedback.hasNews() && packets < 2000) {
      feedback.writeTo(small.reset(), 1, 2);
      packets++;
    }

    assertThat(feedback.hasNews()).isFalse();
    feedback.received(2000, 1);
    RtcpWriter none = new RtcpWriter(20);
    feedback.writeTo(none, 1, 2);
    assertThat(none.length()).isZero();
  }

  @Test
  void aJumpFarBackIsAFreshStart() {
    feedback.received(20_000, MILLI);
    write();
    feedback.received(10, 2 * MILLI);
    feedback.received(11, 3 * MILLI);

    FeedbackPacket read = FeedbackPacket.read(write());

    assertThat(read.base()).isEqualTo(10);
    assertThat(read.arrivalTicks()).containsOnlyKeys(10, 11);
    assertThat(feedback.hasNews()).isFalse();
  }

  @Test
  void aJumpFarAheadForgetsWhatLiesBehindTheWindow() {
    feedback.received(1, MILLI);
    feedback.received(20_000, 2 * MILLI);

    Map<Integer, Long> reported = new TreeMap<>();
    drain(reported);

    assertThat(reported).containsOnlyKeys(20_000);
  }
}
