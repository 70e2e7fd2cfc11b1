package io.sluice.worker.sdp;

import org.jspecify.annotations.Nullable;

/// The one codec per kind that the process behind the endpoint takes; null where it takes none.
public record AcceptedCodecs(@Nullable MediaCodec video, @Nullable MediaCodec audio) {
  @Nullable MediaCodec of(MediaKind kind) {
    return switch (kind) {
      case VIDEO -> video;
      case AUDIO -> audio;
    };
  }
}
