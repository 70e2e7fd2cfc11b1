package io.sluice.controlplane.process;

import org.jspecify.annotations.Nullable;

/// The FFmpeg of a process, as far as its worker reported it.
///
/// @param attempt which start within this generation; 0 before the first
/// @param pid null when none runs
public record Ffmpeg(int attempt, @Nullable Long pid) {
  public static final Ffmpeg NONE = new Ffmpeg(0, null);
}
