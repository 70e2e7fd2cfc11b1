package io.sluice.worker.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The sequence headers were made by libaom; in RTP OBUs have no size of their own.
class Av1PayloadTest {
  private static final String SEQUENCE_HEADER = "08000000043cfeccdaf900";

  @ParameterizedTest
  @CsvSource({
    "28 0b 08000000043cfeccdaf900 10aabb, 320, 180", // W=2, N: header with length, then a frame
    "18 08000000043cfeccdaf900, 320, 180", // W=1: the header alone
    "08 0b 08000000043cfeccdaf900 03 10aabb, 320, 180", // W=0: all with lengths
    "08 0c 0a0b000000043cfeccdaf900 03 10aabb, 320, 180", // an OBU with a size of its own
    "28 0b 080000002d4d01b34daf90 10aabb, 1282, 718",
  })
  void readsTheSizeOfTheSequence(String hex, int width, int height) {
    byte[] payload = Packets.hex(hex);

    assertThat(VideoPayload.AV1.startsKeyFrame(payload, 0, payload.length)).isTrue();
    assertThat(VideoPayload.AV1.startsStream(payload, 0, payload.length)).isTrue();
    assertThat(VideoPayload.AV1.pictureSize(payload, 0, payload.length))
        .isEqualTo(new PictureSize(width, height));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "18",
        "10 3010aabb", // a frame, no new sequence
        "90 aabbcc", // goes on with the OBU of the packet before
        "20 ff", // a length that never ends
        "20 7f 0800", // a length beyond the packet
      })
  void startsNothing(String hex) {
    byte[] payload = Packets.hex(hex);

    assertThat(VideoPayload.AV1.startsKeyFrame(payload, 0, payload.length)).isFalse();
    assertThat(VideoPayload.AV1.pictureSize(payload, 0, payload.length)).isNull();
  }

  @Test
  void takesASequenceHeaderCutOffForNone() {
    byte[] payload = Packets.hex("18" + SEQUENCE_HEADER.substring(0, 10));

    assertThat(VideoPayload.AV1.pictureSize(payload, 0, payload.length)).isNull();
  }
}
