package io.sluice.worker.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The parameter sets were made by x264.
class H264PayloadTest {
  private static final String BASELINE = "6742c00cd901419f9f011000000300100000030320f142a480";

  private static boolean startsKeyFrame(String hex) {
    byte[] payload = Packets.hex(hex);
    return VideoPayload.H264.startsKeyFrame(payload, 0, payload.length);
  }

  private static @Nullable PictureSize pictureSize(String hex) {
    byte[] payload = Packets.hex(hex);
    return VideoPayload.H264.pictureSize(payload, 0, payload.length);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "baseline, 320, 180, 6742c00cd901419f9f011000000300100000030320f142a480",
    "high, 1920, 1080, 67640028acd940780227e5c044000003000400000300c83c60c658",
    "interlaced, 1920, 1080, 67640028acd94078044fde0220000003002000000643e2c5b2c0",
    "4:2:2, 638, 358, 677a001ebcd940a02fea2f011000000300100000030320f162d960",
    "4:4:4, 639, 359, 67f4001e919b281405fd456022000003000200000300641e2c5b2c",
    "scaling lists by name, 640, 360, 6764001eacd940a02ff97011000003000100000300320f162d96",
    "main, 3840, 2160, 674d4033eca01e0021f60220000003002000000641e30632c0",
  })
  void readsTheShownSizeFromAParameterSet(String name, int width, int height, String sps) {
    assertThat(pictureSize(sps)).as(name).isEqualTo(new PictureSize(width, height));
  }

  @Test
  void readsTheSizeFromAnAggregate() {
    String aggregate = "78 0019" + BASELINE + "0004 68ce3c80";

    assertThat(pictureSize(aggregate)).isEqualTo(new PictureSize(320, 180));
    assertThat(startsKeyFrame(aggregate)).isTrue();
  }

  @Test
  void readsTheSizeFromAnAggregateWhoseParameterSetIsNotFirst() {
    assertThat(pictureSize("78 0002 0910 0019" + BASELINE)).isEqualTo(new PictureSize(320, 180));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        BASELINE, // a parameter set
        "65 88 84", // an IDR slice
        "7c 85 88 84", // the first piece of one
        "78 0002 0910 0003 658884", // inside an aggregate
      })
  void aKeyFrameStarts(String payload) {
    assertThat(startsKeyFrame(payload)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "61 9a 00", // another slice
        "68 ce 3c 80", // a picture parameter set
        "7c 05 88 84", // a later piece of an IDR slice
        "7c 45 88 84", // its last piece
        "7c 81 88 84", // the first piece of another slice
        "7c", // cut off
        "78 0003 619a00", // an aggregate without one
        "78 0009 65", // an aggregate that lies about its length
        "78 0000 65", // and one that would not get on
      })
  void noKeyFrameStarts(String payload) {
    assertThat(startsKeyFrame(payload)).isFalse();
    assertThat(pictureSize(payload)).isNull();
  }

  @Test
  void aTruncatedParameterSetHasNoSize() {
    byte[] sps = Packets.hex(BASELINE);
    int needed = 9; // behind these come only usability hints

    for (int length = 1; length < needed; length++) {
      assertThat(VideoPayload.H264.pictureSize(sps, 0, length)).as("%d bytes", length).isNull();
    }
    assertThat(VideoPayload.H264.pictureSize(sps, 0, needed)).isNotNull();
  }

  @Test
  void randomBytesThrowNothing() {
    Random random = new Random(53);
    byte[] sps = Packets.hex("78 0019" + BASELINE + "0004 68ce3c80");
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = Arrays.copyOf(sps, random.nextInt(1, sps.length + 1));
      for (int change = 0; change < 3; change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      VideoPayload.H264.startsKeyFrame(bytes, 0, bytes.length);
      PictureSize size = VideoPayload.H264.pictureSize(bytes, 0, bytes.length);
      if (size != null) {
        assertThat(size.width()).isBetween(1, 20_000);
        assertThat(size.height()).isBetween(1, 20_000);
      }
    }
  }
}
