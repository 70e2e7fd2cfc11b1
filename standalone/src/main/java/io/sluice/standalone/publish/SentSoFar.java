package io.sluice.standalone.publish;

import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one publisher has sent since it connected, from libwebrtc's statistics (W3C webrtc-stats,
/// RTCOutboundRtpStreamStats).
///
/// @param videoBytes bytes of video, without headers
/// @param audioBytes bytes of sound, without headers
/// @param frames pictures encoded
/// @param width width of the last picture, pixels; 0 before the first
/// @param height height of the last picture, pixels; 0 before the first
record SentSoFar(long videoBytes, long audioBytes, long frames, int width, int height) {
  static final SentSoFar NOTHING = new SentSoFar(0, 0, 0, 0, 0);

  static SentSoFar of(RTCStatsReport report) {
    SentSoFar sum = NOTHING;
    for (RTCStats stats : report.getStats().values()) {
      if (stats.getType() == RTCStatsType.OUTBOUND_RTP) {
        sum = sum.plus(ofStream(stats.getAttributes()));
      }
    }
    return sum;
  }

  SentSoFar plus(SentSoFar other) {
    return new SentSoFar(
        videoBytes + other.videoBytes,
        audioBytes + other.audioBytes,
        frames + other.frames,
        Math.max(width, other.width),
        Math.max(height, other.height));
  }

  SentSoFar minus(SentSoFar earlier) {
    return new SentSoFar(
        videoBytes - earlier.videoBytes,
        audioBytes - earlier.audioBytes,
        frames - earlier.frames,
        width,
        height);
  }

  private static SentSoFar ofStream(Map<String, Object> stream) {
    long bytes = number(stream.get("bytesSent"));
    if ("audio".equals(stream.get("kind"))) {
      return new SentSoFar(0, bytes, 0, 0, 0);
    }
    return new SentSoFar(
        bytes,
        0,
        number(stream.get("framesEncoded")),
        (int) number(stream.get("frameWidth")),
        (int) number(stream.get("frameHeight")));
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }
}
