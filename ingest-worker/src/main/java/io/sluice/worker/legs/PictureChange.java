package io.sluice.worker.legs;

import io.sluice.worker.rtp.PictureSize;

/// Another picture size than FFmpeg got before, from the same publisher or the next.
public record PictureChange(PictureSize from, PictureSize to) {
  /// Hears of changes, on the thread that brings the media: must return at once.
  @FunctionalInterface
  public interface Listener {
    void changed(PictureChange change);
  }
}
