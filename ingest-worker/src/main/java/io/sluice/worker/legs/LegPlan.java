package io.sluice.worker.legs;

import io.sluice.worker.sdp.MediaChoice;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.sdp.MediaKind;
import java.net.Inet4Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// Where one start of FFmpeg listens, and for what.
///
/// @param host the IPv4 loopback address FFmpeg is bound to
/// @param video the video leg; null when the process takes none
/// @param audio the audio leg; null when the process takes none
public record LegPlan(InetAddress host, @Nullable Leg video, @Nullable Leg audio) {
  public LegPlan {
    if (!host.isLoopbackAddress() || !(host instanceof Inet4Address)) {
      throw new IllegalArgumentException("FFmpeg is fed over the loopback of IPv4 only");
    }
    if (video == null && audio == null) {
      throw new IllegalArgumentException("a plan needs at least one leg");
    }
    requireKind(video, MediaKind.VIDEO);
    requireKind(audio, MediaKind.AUDIO);
    if (video != null && audio != null && video.payloadType == audio.payloadType) {
      throw new IllegalArgumentException("both legs have one payload type");
    }
  }

  /// Video on `firstPort`, its RTCP on the next, audio on the third, its RTCP on the fourth.
  public static LegPlan adjacent(
      int firstPort,
      MediaCodec video,
      int videoPayloadType,
      MediaCodec audio,
      int audioPayloadType) {
    return on(firstPort, new MediaChoice(video, audio), videoPayloadType, audioPayloadType);
  }

  /// The same ports, with legs for what `choice` has.
  public static LegPlan on(
      int firstPort, MediaChoice choice, int videoPayloadType, int audioPayloadType) {
    MediaCodec video = choice.video();
    MediaCodec audio = choice.audio();
    return new LegPlan(
        InetAddress.ofLiteral("127.0.0.1"),
        video == null ? null : new Leg(video, videoPayloadType, firstPort),
        audio == null ? null : new Leg(audio, audioPayloadType, firstPort + 2));
  }

  /// What publishers must send for these legs.
  public MediaChoice choice() {
    return new MediaChoice(video == null ? null : video.codec, audio == null ? null : audio.codec);
  }

  /// The leg of that kind; null when the process takes none.
  public @Nullable Leg leg(MediaKind kind) {
    return switch (kind) {
      case VIDEO -> video;
      case AUDIO -> audio;
    };
  }

  /// One RTP stream; FFmpeg takes its RTCP on the port above.
  public record Leg(MediaCodec codec, int payloadType, int rtpPort) {
    public Leg {
      if (payloadType < 96 || payloadType > 127) {
        throw new IllegalArgumentException("payload type outside 96-127: " + payloadType);
      }
      if (rtpPort < 1 || rtpPort > 65_534) {
        throw new IllegalArgumentException("no RTP port with room above: " + rtpPort);
      }
    }

    public int rtcpPort() {
      return rtpPort + 1;
    }
  }

  private static void requireKind(@Nullable Leg leg, MediaKind kind) {
    if (leg != null && leg.codec.kind() != kind) {
      throw new IllegalArgumentException(leg.codec + " on the " + kind + " leg");
    }
  }
}
