package io.sluice.worker.sdp;

/// What an m-section carries, as far as this server takes it in.
public enum MediaKind {
  VIDEO("video"),
  AUDIO("audio");

  private final String sdpName;

  MediaKind(String sdpName) {
    this.sdpName = sdpName;
  }

  /// As an `m=` line says it.
  String sdpName() {
    return sdpName;
  }
}
