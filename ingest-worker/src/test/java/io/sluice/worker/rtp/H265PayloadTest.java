package io.sluice.worker.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The parameter sets were made by x265.
class H265PayloadTest {
  private static final String VPS = "40010c01ffff01600000030090000003000003003c959809";
  private static final String SPS =
      "42010101600000030090000003000003003ca00a080b9f796566924caf0168080000030008000003005040";
  private static final String LARGER_SPS =
      "42010101600000030090000003000003005da00284802d1c9596566924caf0168080000003000800000050";

  @Test
  void readsTheSizeOfASetAlone() {
    assertThat(sizeOf(SPS)).isEqualTo(new PictureSize(320, 180));
    assertThat(sizeOf(LARGER_SPS)).isEqualTo(new PictureSize(1282, 718));
  }

  @Test
  void readsTheSizeOfASetInAnAggregate() {
    String aggregate = "6001" + unit(VPS) + unit(SPS) + unit("4401c172b46240");

    assertThat(sizeOf(aggregate)).isEqualTo(new PictureSize(320, 180));
    assertThat(startsStream(aggregate)).isTrue();
  }

  @Test
  void readsTheSizeOfASetThatIsCutInPieces() {
    // FU with S, type SPS: the unit's two bytes of header are in the packet's own.
    assertThat(sizeOf("6201 a1" + SPS.substring(4))).isEqualTo(new PictureSize(320, 180));
    assertThat(sizeOf("6201 21" + SPS.substring(4))).isNull();
  }

  @Test
  void beginsWithTheVideoParameterSet() {
    assertThat(startsStream(VPS)).isTrue();
    assertThat(startsStream(SPS)).isFalse();
    assertThat(startsKeyFrame(SPS)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2601af, true", // IDR_W_RADL
    "2801af, true", // IDR_N_LP
    "2a01af, true", // CRA
    "0201af, false", // a trailing picture
    "620193af, true", // the first piece of an IDR
    "620113af, false", // a later piece
    "620181af, false", // the first piece of a trailing picture
  })
  void knowsKeyPictures(String hex, boolean starts) {
    assertThat(startsKeyFrame(hex)).isEqualTo(starts);
    assertThat(startsStream(hex)).isFalse();
    assertThat(sizeOf(hex)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "42", "4201", "6001", "60010000", "6001ffff42", "6201", "4201010160"})
  void readsNothingOutOfStumps(String hex) {
    assertThat(sizeOf(hex)).isNull();
  }

  private static String unit(String hex) {
    return "%04x".formatted(hex.length() / 2) + hex;
  }

  private static boolean startsKeyFrame(String hex) {
    byte[] payload = Packets.hex(hex);
    return VideoPayload.H265.startsKeyFrame(payload, 0, payload.length);
  }

  private static boolean startsStream(String hex) {
    byte[] payload = Packets.hex(hex);
    return VideoPayload.H265.startsStream(payload, 0, payload.length);
  }

  private static @Nullable PictureSize sizeOf(String hex) {
    byte[] payload = Packets.hex(hex);
    return VideoPayload.H265.pictureSize(payload, 0, payload.length);
  }
}
