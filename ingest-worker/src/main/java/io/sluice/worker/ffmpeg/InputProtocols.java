package io.sluice.worker.ffmpeg;

import io.sluice.process.rules.AddressRules;

/// Which protocols an input may open on its way, playlists and redirects included: its own, and
/// what that one stands on. Never a local file.
final class InputProtocols {
  private InputProtocols() {}

  /// For FFmpeg's `-protocol_whitelist`.
  static String of(String address) {
    return switch (AddressRules.scheme(address).orElse("")) {
      case "rtmp" -> "rtmp,tcp";
      case "rtmps" -> "rtmps,tls,tcp";
      case "rtsp" -> "rtsp,rtp,udp,tcp";
      case "rtsps" -> "rtsps,rtp,srtp,udp,tls,tcp";
      case "srt" -> "srt";
      case "udp" -> "udp";
      case "rtp" -> "rtp,udp";
      case "tcp" -> "tcp";
      // Playlists lead from one to the other, and to segments that are encrypted.
      case "http", "https" -> "http,https,httpproxy,tls,tcp,crypto";
      default -> "";
    };
  }
}
