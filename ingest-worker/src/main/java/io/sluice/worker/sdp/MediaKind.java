package io.sluice.worker.sdp;

/// What an m-section carries, as far as this server takes it in.
public enum MediaKind {
  VIDEO,
  AUDIO
}
