package io.sluice.worker.ingest;

import io.sluice.worker.legs.PictureChange;
import io.sluice.worker.rtp.PictureSize;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// When one start of FFmpeg is to make place for another, because its pictures have another size
/// than those it began with.
///
/// Times are readings of [System#nanoTime]. Thread: the process's own.
final class DueRestart {
  private final ResizePolicy policy;
  private @Nullable PictureSize began;
  private boolean due;
  private long atNanos;

  DueRestart(ResizePolicy policy) {
    this.policy = policy;
  }

  /// @param ran how long FFmpeg has run
  void resized(PictureChange change, Duration ran, long nowNanos) {
    if (began == null) {
      began = change.from();
    }
    due = !change.to().equals(began);
    atNanos = nowNanos + policy.wait(ran).toNanos();
  }

  /// Nanoseconds until then; [Long#MAX_VALUE] when nothing is due, 0 when it is overdue.
  long leftNanos(long nowNanos) {
    return due ? Math.max(0, atNanos - nowNanos) : Long.MAX_VALUE;
  }
}
