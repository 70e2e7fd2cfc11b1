package io.sluice.worker.ffmpeg;

import java.time.Duration;

/// What FFmpeg last said of its own work. Numbers that it does not know are negative.
///
/// @param frames pictures written
/// @param fps pictures a second
/// @param bitrate bits a second
/// @param speed stream time written per second of time
/// @param dropped pictures left out
/// @param duplicated pictures written twice
/// @param outTime how much it has written, in stream time
/// @param bytes written so far
/// @param ended true in the last report of a run
public record Progress(
    long frames,
    double fps,
    long bitrate,
    double speed,
    long dropped,
    long duplicated,
    Duration outTime,
    long bytes,
    boolean ended) {
  public static final Progress NONE =
      new Progress(-1, -1, -1, -1, -1, -1, Duration.ZERO, -1, false);
}
