package io.sluice.worker.ingest;

import io.sluice.worker.ffmpeg.FfmpegExit;
import io.sluice.worker.peer.DisconnectReason;
import io.sluice.worker.peer.MediaStatistics;
import io.sluice.worker.peer.PublisherInfo;
import io.sluice.worker.ports.NoLeaseException;
import io.sluice.worker.ports.PortBlock;
import io.sluice.worker.rtp.PictureSize;
import io.sluice.worker.supervision.LimitKind;
import java.time.Duration;

/// What happened to a process on this worker. Session ids in here are whole: they are shortened
/// before anybody is told.
public sealed interface IngestFact {
  /// FFmpeg went from one state to another.
  sealed interface Move extends IngestFact {}

  /// Publishers can come: FFmpeg listens on `ports`, or will when the first of them is there, and
  /// the WHIP endpoint is open.
  record PortsAllocated(int attempt, PortBlock ports) implements IngestFact {}

  /// No lease could be had; it is tried again.
  record AllocationFailed(int attempt, NoLeaseException.Reason reason, String detail)
      implements IngestFact {}

  /// FFmpeg is being started, its command line made anew.
  record FfmpegStarting(int attempt, StartCause cause) implements Move {}

  /// FFmpeg was asked to end and finalises its outputs.
  record FfmpegFinishing(int attempt, FinishCause cause) implements Move {}

  /// FFmpeg uses more than it may; it is started anew when it goes on so.
  ///
  /// @param used in the limit's unit
  /// @param allowed in the same unit
  record LimitExceeded(int attempt, LimitKind limit, int used, int allowed) implements IngestFact {}

  /// FFmpeg runs and listens.
  ///
  /// @param startup from exec until it listened
  record FfmpegStarted(int attempt, long pid, Duration startup) implements Move {}

  /// FFmpeg ended, asked to or not.
  record FfmpegExited(int attempt, FfmpegExit exit) implements Move {}

  /// A publisher's ICE and DTLS are up.
  record PublisherConnected(PublisherInfo info) implements IngestFact {}

  /// The first packet of a session was written to FFmpeg.
  record MediaStarted(String sessionId, Duration sincePost, int width, int height)
      implements IngestFact {}

  /// FFmpeg gets pictures of another size than before, from the same publisher or the next.
  ///
  /// @param sessionId empty when the session has ended already
  record PictureSizeChanged(String sessionId, PictureSize from, PictureSize to)
      implements IngestFact {}

  /// A connected publisher sends nothing.
  record MediaStalled(String sessionId, Duration silent) implements IngestFact {}

  /// The publisher is gone; FFmpeg stays.
  record PublisherDisconnected(
      String sessionId, DisconnectReason reason, String detail, MediaStatistics statistics)
      implements IngestFact {}

  /// Nothing of this generation is left here.
  ///
  /// @param forced FFmpeg had to be killed and may have left an unfinished file
  record TornDown(TearDownReason reason, boolean forced) implements IngestFact {}
}
