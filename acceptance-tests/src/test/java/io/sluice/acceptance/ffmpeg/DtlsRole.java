package io.sluice.acceptance.ffmpeg;

import java.util.List;

/// The DTLS role that FFmpeg 8 offers to play.
public enum DtlsRole {
  /// FFmpeg's default: it offers `setup:passive`, so the worker must be the DTLS client.
  PASSIVE,
  /// It offers `setup:active`: the worker is the DTLS server, as with browsers.
  ACTIVE;

  List<String> arguments() {
    return switch (this) {
      case PASSIVE -> List.of();
      case ACTIVE -> List.of("-whip_flags", "dtls_active");
    };
  }
}
