package io.sluice.worker.rtp;

import org.jspecify.annotations.Nullable;

/// What the forwarder must know of a video codec: where a key frame starts and how large it is.
///
/// All take an RTP payload as it is on the wire, and nothing that it holds makes them throw.
public enum VideoPayload {
  H264(
      H264Payload::startsKeyFrame,
      H264Payload::startsStream,
      H264Payload::pictureSize,
      packet -> true),
  H265(
      H265Payload::startsKeyFrame,
      H265Payload::startsStream,
      H265Payload::pictureSize,
      packet -> true),
  VP8(
      Vp8Payload::startsKeyFrame,
      Vp8Payload::startsKeyFrame,
      Vp8Payload::pictureSize,
      packet -> true),
  VP9(
      Vp9Payload::startsKeyFrame,
      Vp9Payload::startsKeyFrame,
      Vp9Payload::pictureSize,
      Vp9Payload::simplify),
  AV1(
      Av1Payload::startsKeyFrame,
      Av1Payload::startsKeyFrame,
      Av1Payload::pictureSize,
      packet -> true);

  private final Question keyFrame;
  private final Question stream;
  private final Announcement size;
  private final Simplification simplification;

  @FunctionalInterface
  private interface Question {
    boolean ask(byte[] buffer, int offset, int length);
  }

  @FunctionalInterface
  private interface Announcement {
    @Nullable PictureSize read(byte[] buffer, int offset, int length);
  }

  @FunctionalInterface
  private interface Simplification {
    boolean apply(RtpPacket packet);
  }

  VideoPayload(
      Question keyFrame, Question stream, Announcement size, Simplification simplification) {
    this.keyFrame = keyFrame;
    this.stream = stream;
    this.size = size;
    this.simplification = simplification;
  }

  /// Whether a key frame, or what belongs before it, begins in this payload: for H264 and H265 a
  /// parameter set or the start of a key picture, for the others the first packet of a key frame.
  public boolean startsKeyFrame(byte[] buffer, int offset, int length) {
    return keyFrame.ask(buffer, offset, length);
  }

  /// Whether a receiver that has seen nothing before can begin with this payload: all parameter
  /// sets are in it or follow.
  public boolean startsStream(byte[] buffer, int offset, int length) {
    return stream.ask(buffer, offset, length);
  }

  /// The picture size that this payload announces (a parameter set, a key frame's header), or null
  /// when it announces none. Allocates only when it does.
  public @Nullable PictureSize pictureSize(byte[] buffer, int offset, int length) {
    return size.read(buffer, offset, length);
  }

  /// Makes of a payload, in place, what FFmpeg reads. All else is asked before or after, as one
  /// likes.
  ///
  /// @return false, with the packet untouched, when it has no part in what FFmpeg is to have
  public boolean simplify(RtpPacket packet) {
    return simplification.apply(packet);
  }
}
