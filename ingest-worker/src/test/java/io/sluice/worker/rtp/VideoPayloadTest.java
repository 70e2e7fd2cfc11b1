package io.sluice.worker.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VideoPayloadTest {
  @ParameterizedTest
  @EnumSource
  void nothingThatAPayloadHoldsThrows(VideoPayload codec) {
    Random random = new Random(codec.ordinal());
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[random.nextInt(0, 40)];
      random.nextBytes(bytes);
      int offset = random.nextInt(bytes.length + 1);
      int length = bytes.length - offset;
      assertThatCode(
              () -> {
                codec.startsKeyFrame(bytes, offset, length);
                codec.startsStream(bytes, offset, length);
                PictureSize size = codec.pictureSize(bytes, offset, length);
                assertThat(size == null || (size.width() > 0 && size.height() > 0)).isTrue();
              })
          .doesNotThrowAnyException();
    }
  }
}
