package io.sluice.worker.legs;

import io.sluice.worker.sdp.MediaKind;

/// Which kinds a publisher sends.
public record PublisherMedia(boolean video, boolean audio) {
  boolean has(MediaKind kind) {
    return switch (kind) {
      case VIDEO -> video;
      case AUDIO -> audio;
    };
  }
}
