package io.sluice.worker.peer;

import io.sluice.worker.flight.StepKind;
import io.sluice.worker.flight.StepSink;
import io.sluice.worker.peer.media.MediaReceiver;
import java.util.Locale;

/// Tells now and then how much media came: often at first, each minute in the long run, sooner
/// while packets are lost. It looks at counters at the session's tick, and makes nothing until it
/// tells.
///
/// Thread: the session's event loop.
final class MediaProgress {
  private static final long SECOND = 1_000_000_000L;
  private static final long LOOK_NANOS = 2 * SECOND;
  private static final long LOSS_NANOS = 10 * SECOND;
  private static final long LONGEST_NANOS = 60 * SECOND;

  private boolean begun;
  private long interval = LOOK_NANOS;
  private long lookedAt;
  private long toldAt;
  private long packets;
  private long lost;
  private long bytes;
  private long keyFrames;

  /// To be called at each tick once media comes.
  void look(MediaReceiver media, long nowNanos, StepSink told) {
    if (!begun) {
      begun = true;
      lookedAt = nowNanos;
      toldAt = nowNanos;
      told.step(StepKind.RTP, "the first packet of media came");
      return;
    }
    if (nowNanos - lookedAt < LOOK_NANOS) {
      return;
    }
    lookedAt = nowNanos;
    long since = nowNanos - toldAt;
    if (since >= interval || since >= LOSS_NANOS && media.packetsLost() > lost) {
      tell(media, since, told);
      toldAt = nowNanos;
      interval = Math.min(LONGEST_NANOS, 2 * interval);
    }
  }

  private void tell(MediaReceiver media, long sinceNanos, StepSink told) {
    double seconds = (double) sinceNanos / SECOND;
    told.step(
        StepKind.STATISTICS,
        String.format(
            Locale.ROOT,
            "%.0f kbit/s over %.0f s: %d packets, %d lost, %d key frames",
            (media.bytesReceived() - bytes) * 8 / 1_000.0 / seconds,
            seconds,
            media.packetsReceived() - packets,
            media.packetsLost() - lost,
            media.keyFrames() - keyFrames));
    packets = media.packetsReceived();
    lost = media.packetsLost();
    bytes = media.bytesReceived();
    keyFrames = media.keyFrames();
  }
}
