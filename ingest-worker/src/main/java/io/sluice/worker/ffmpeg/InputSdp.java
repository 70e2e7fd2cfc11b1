package io.sluice.worker.ffmpeg;

import io.sluice.worker.legs.LegPlan;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The session description that tells FFmpeg which RTP to expect on which port. Video stands first,
/// so that stream 0:0 is the picture and 0:1 the sound.
///
/// Spec: RFC 8866; RFC 6184 §8.2.1 for H264, RFC 7798 §7 for H265, RFC 7587 §7 for Opus.
final class InputSdp {
  private InputSdp() {}

  static String of(LegPlan plan) {
    StringBuilder sdp =
        new StringBuilder("v=0\r\n")
            .append("o=- 0 0 IN IP4 127.0.0.1\r\n")
            .append("s=whip\r\n")
            .append("c=IN IP4 127.0.0.1\r\n")
            .append("t=0 0\r\n");
    appendLeg(sdp, "video", plan.video());
    appendLeg(sdp, "audio", plan.audio());
    return sdp.toString();
  }

  /// As an address that FFmpeg opens without any file being written.
  static String asDataUrl(LegPlan plan) {
    byte[] sdp = of(plan).getBytes(StandardCharsets.US_ASCII);
    return "data:application/sdp;base64," + Base64.getEncoder().encodeToString(sdp);
  }

  private static void appendLeg(StringBuilder sdp, String kind, LegPlan.@Nullable Leg leg) {
    if (leg == null) {
      return;
    }
    String payloadType = Integer.toString(leg.payloadType());
    sdp.append("m=").append(kind).append(' ').append(leg.rtpPort());
    sdp.append(" RTP/AVP ").append(payloadType).append("\r\n");
    sdp.append("a=rtpmap:").append(payloadType).append(' ').append(leg.codec().rtpmap());
    sdp.append("\r\n");
    switch (leg.codec()) {
      case H264 -> sdp.append("a=fmtp:").append(payloadType).append(" packetization-mode=1\r\n");
      // Parameter sets come in-band; of sound FFmpeg takes the channels from the rtpmap.
      case H265, VP8, VP9, AV1, OPUS, PCMU, PCMA -> {}
    }
  }
}
