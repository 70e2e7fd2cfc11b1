package io.sluice.worker.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The frames were made by libvpx.
class Vp8PayloadTest {
  private static final String KEY_FRAME = "3051009d012a4001b40000470885";
  private static final String ODD_KEY_FRAME = "b08d019d012a0105cf0200470885";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10", // no extension
        "90 80 12", // a picture id of one byte
        "90 80 92 34", // of two bytes
        "90 e0 92 34 05 41", // with TL0PICIDX and TID
        "90 10 01", // with KEYIDX only
      })
  void readsTheSizeBehindEveryFormOfDescriptor(String descriptor) {
    byte[] payload = Packets.hex(descriptor + KEY_FRAME);

    assertThat(VideoPayload.VP8.startsKeyFrame(payload, 0, payload.length)).isTrue();
    assertThat(VideoPayload.VP8.pictureSize(payload, 0, payload.length))
        .isEqualTo(new PictureSize(320, 180));
  }

  @Test
  void readsOddSizes() {
    byte[] payload = Packets.hex("10" + ODD_KEY_FRAME);

    assertThat(VideoPayload.VP8.pictureSize(payload, 0, payload.length))
        .isEqualTo(new PictureSize(1281, 719));
  }

  @Test
  void ignoresTheScalingBits() {
    byte[] payload = Packets.hex("10 305100 9d012a 4041 b4c0 00");

    assertThat(VideoPayload.VP8.pictureSize(payload, 0, payload.length))
        .isEqualTo(new PictureSize(320, 180));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "90",
        "90 80",
        "90 80 92",
        "00" + KEY_FRAME, // not the start of a partition
        "11" + KEY_FRAME, // another partition
        "10 315100 9d012a 4001 b400 00", // an inter frame
        "10 305100 9d012b 4001 b400 00", // a wrong start code
        "10 305100 9d012a 4001 b4", // cut off
      })
  void noKeyFrameStarts(String hex) {
    byte[] payload = Packets.hex(hex);

    assertThat(VideoPayload.VP8.startsKeyFrame(payload, 0, payload.length)).isFalse();
    assertThat(VideoPayload.VP8.pictureSize(payload, 0, payload.length)).isNull();
  }

  @Test
  void randomBytesThrowNothing() {
    Random random = new Random(61);
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = new byte[random.nextInt(0, 20)];
      random.nextBytes(bytes);
      boolean keyFrame = VideoPayload.VP8.startsKeyFrame(bytes, 0, bytes.length);
      if (!keyFrame) {
        assertThat(VideoPayload.VP8.pictureSize(bytes, 0, bytes.length)).isNull();
      }
    }
  }
}
