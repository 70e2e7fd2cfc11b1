package io.sluice.worker.sdp;

import org.jspecify.annotations.Nullable;

/// One codec of each kind: what a publisher sends, or what an FFmpeg was started for.
///
/// @param video null without video
/// @param audio null without audio
public record MediaChoice(@Nullable MediaCodec video, @Nullable MediaCodec audio) {
  /// Whether an FFmpeg started for this can take a publisher of that: the same codecs, or fewer
  /// kinds.
  public boolean covers(MediaChoice that) {
    return (that.video == null || that.video == video)
        && (that.audio == null || that.audio == audio);
  }
}
