package io.sluice.worker.rtp;

import org.jspecify.annotations.Nullable;

final class H264Payload {
  private H264Payload() {}

  static boolean startsKeyFrame(byte[] buffer, int offset, int length) {
    throw new UnsupportedOperationException("soon");
  }

  static @Nullable PictureSize pictureSize(byte[] buffer, int offset, int length) {
    throw new UnsupportedOperationException("soon");
  }
}
