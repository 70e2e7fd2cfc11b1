package io.sluice.controlplane.sessions;

import io.sluice.eventlog.InputPosition;
import io.sluice.schemas.SessionTimeline;
import java.time.Instant;
import java.util.Comparator;

/// A WHIP session in few words, and where its timeline stands.
///
/// @param sessionId as facts name it
/// @param at when it was recorded last
/// @param remoteAddress empty when nothing connected
/// @param reason empty while it goes on
/// @param diagnosis what failed, in words; may be empty
public record SessionSummary(
    String sessionId,
    long generation,
    String workerId,
    Instant postedAt,
    Instant at,
    String userAgent,
    String remoteAddress,
    boolean connected,
    boolean ended,
    String reason,
    String diagnosis,
    InputPosition position) {

  /// Earlier sessions first.
  static final Comparator<SessionSummary> ORDER =
      Comparator.comparing(SessionSummary::postedAt).thenComparing(SessionSummary::sessionId);

  static SessionSummary of(SessionTimeline timeline, InputPosition position) {
    return new SessionSummary(
        timeline.getSessionId(),
        timeline.getGeneration(),
        timeline.getWorkerId(),
        timeline.getPostedAt(),
        timeline.getAt(),
        timeline.getUserAgent(),
        timeline.getRemoteAddress(),
        timeline.getConnected(),
        timeline.getEnded(),
        timeline.getReason(),
        timeline.getDiagnosis(),
        position);
  }
}
