package io.sluice.worker.ffmpeg;

import java.time.Duration;

/// What FFmpeg last said of its own work.
///
/// @param outTime how much it has written, in stream time
/// @param bytes written so far; -1 when unknown
/// @param ended true in the last report of a run
public record Progress(Duration outTime, long bytes, boolean ended) {
  public static final Progress NONE = new Progress(Duration.ZERO, -1, false);
}
