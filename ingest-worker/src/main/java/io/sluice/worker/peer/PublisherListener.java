package io.sluice.worker.peer;

import io.sluice.worker.flight.StepKind;
import io.sluice.worker.flight.StepSink;
import java.time.Duration;

/// Hears what becomes of one session, in order.
///
/// Thread: called on `publisher-events`, which all sessions share: must not block long. Nothing is
/// called after [#disconnected], which is called exactly once for each accepted session.
public interface PublisherListener extends StepSink {
  /// For the record of the session; on any thread, and before what follows from it is told. Who
  /// keeps no record need not listen.
  @Override
  default void step(StepKind kind, String text) {}

  /// ICE and DTLS are up.
  void connected(PublisherInfo info);

  /// The first packet of this session was written to FFmpeg.
  ///
  /// @param sincePost from the offer to that packet
  /// @param width of the first picture in pixels; 0 when unknown or without video
  /// @param height of the first picture in pixels; 0 when unknown or without video
  void mediaStarted(Duration sincePost, int width, int height);

  /// A connected publisher has sent no media for a while; called once per silence.
  ///
  /// @param silent since its last packet of media
  void mediaStalled(Duration silent);

  /// The session is over, whoever ended it.
  ///
  /// @param detail in words, which side was silent or failed at which step; may be empty
  void disconnected(DisconnectReason reason, String detail, MediaStatistics statistics);
}
