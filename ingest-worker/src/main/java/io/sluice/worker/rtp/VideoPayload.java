package io.sluice.worker.rtp;

import org.jspecify.annotations.Nullable;

/// What the forwarder must know of a video codec: where a key frame starts and how large it is.
public enum VideoPayload {
  H264 {
    @Override
    public boolean startsKeyFrame(byte[] buffer, int offset, int length) {
      return H264Payload.startsKeyFrame(buffer, offset, length);
    }

    @Override
    public @Nullable PictureSize pictureSize(byte[] buffer, int offset, int length) {
      return H264Payload.pictureSize(buffer, offset, length);
    }
  },
  VP8 {
    @Override
    public boolean startsKeyFrame(byte[] buffer, int offset, int length) {
      return Vp8Payload.startsKeyFrame(buffer, offset, length);
    }

    @Override
    public @Nullable PictureSize pictureSize(byte[] buffer, int offset, int length) {
      return Vp8Payload.pictureSize(buffer, offset, length);
    }
  };

  /// Whether a decoder can begin with this RTP payload: for H264 one that holds an SPS or the start
  /// of an IDR picture, for VP8 the first packet of a key frame.
  public abstract boolean startsKeyFrame(byte[] buffer, int offset, int length);

  /// The picture size that this payload announces (H264 SPS, VP8 key-frame header), or null when it
  /// announces none. Allocates only when it does.
  public abstract @Nullable PictureSize pictureSize(byte[] buffer, int offset, int length);
}
