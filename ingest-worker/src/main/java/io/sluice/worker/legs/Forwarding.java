package io.sluice.worker.legs;

/// What became of a packet that was given to a [PublisherFeed].
public enum Forwarding {
  /// Written to FFmpeg.
  FORWARDED,
  /// FFmpeg is not listening yet, or not any more.
  NOT_LISTENING,
  /// Video before the first key frame: ask for one.
  BEFORE_KEY_FRAME,
  /// Audio, held back until the first key frame of the video.
  BEFORE_VIDEO,
  /// Older than what went before it.
  TOO_LATE,
  /// Of a layer that FFmpeg cannot have beside the lowest.
  HIGHER_LAYER,
  /// Another publisher feeds these legs now, or the process has no such leg.
  DETACHED
}
