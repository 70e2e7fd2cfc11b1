package io.sluice.worker.flight;

/// What a step of a session is about.
public enum StepKind {
  /// A request of the publisher, and the status that it was answered with.
  HTTP,
  OFFER,
  ANSWER,
  CANDIDATES,
  /// Connectivity checks, and restarts of ICE.
  ICE,
  /// Where media and feedback go.
  PAIR,
  DTLS,
  /// The first packet of media that authenticates.
  RTP,
  /// What comes of media on its way to FFmpeg.
  MEDIA,
  /// How much came lately, and how much did not.
  STATISTICS,
  FFMPEG,
  END
}
