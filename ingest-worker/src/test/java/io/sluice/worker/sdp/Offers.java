package io.sluice.worker.sdp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Offers written the way real publishers write theirs.
final class Offers {
  static final AcceptedCodecs H264_AND_OPUS =
      new AcceptedCodecs(List.of(MediaCodec.H264), List.of(MediaCodec.OPUS));
  static final AcceptedCodecs VP8_AND_OPUS =
      new AcceptedCodecs(List.of(MediaCodec.VP8), List.of(MediaCodec.OPUS));

  private Offers() {}

  static String chromium() {
    return read("chromium.sdp");
  }

  static String aiortc() {
    return read("aiortc.sdp");
  }

  static String ffmpeg() {
    return read("ffmpeg.sdp");
  }

  static String obs() {
    return read("obs.sdp");
  }

  /// One section of H264 video, nothing more than is needed, with these attributes added to it.
  static String video(String... attributes) {
    return """
    v=0
    o=- 1 1 IN IP4 127.0.0.1
    s=-
    t=0 0
    a=ice-ufrag:abcd
    a=ice-pwd:0123456789abcdef012345
    a=fingerprint:sha-256 AB:CD
    a=setup:actpass
    m=video 9 UDP/TLS/RTP/SAVPF 96
    a=mid:v
    a=sendonly
    a=rtcp-mux
    a=rtpmap:96 H264/90000
    a=fmtp:96 packetization-mode=1;profile-level-id=42e01f
    """
        + String.join("\n", attributes);
  }

  private static String read(String name) {
    try (InputStream in = Offers.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no such resource: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\n", "\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
