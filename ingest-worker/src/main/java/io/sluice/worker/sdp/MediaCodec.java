package io.sluice.worker.sdp;

import io.sluice.worker.rtp.VideoPayload;
import java.util.Locale;
import java.util.Optional;

/// The codecs that go through to FFmpeg untouched, under their RTP payload format names.
public enum MediaCodec {
  /// RFC 6184; packetization-mode 1.
  H264(MediaKind.VIDEO, "H264", 90_000, 1),
  /// RFC 7798.
  H265(MediaKind.VIDEO, "H265", 90_000, 1),
  /// RFC 7741.
  VP8(MediaKind.VIDEO, "VP8", 90_000, 1),
  /// RFC 9628.
  VP9(MediaKind.VIDEO, "VP9", 90_000, 1),
  /// RTP Payload Format For AV1, version 1.0.
  AV1(MediaKind.VIDEO, "AV1", 90_000, 1),
  /// RFC 7587: always 48 kHz and two channels in SDP.
  OPUS(MediaKind.AUDIO, "opus", 48_000, 2),
  /// G.711 mu-law, RFC 3551 §4.5.14.
  PCMU(MediaKind.AUDIO, "PCMU", 8_000, 1),
  /// G.711 A-law, RFC 3551 §4.5.14.
  PCMA(MediaKind.AUDIO, "PCMA", 8_000, 1);

  private final MediaKind kind;
  private final String encodingName;
  private final int clockRateHz;
  private final int channels;

  MediaCodec(MediaKind kind, String encodingName, int clockRateHz, int channels) {
    this.kind = kind;
    this.encodingName = encodingName;
    this.clockRateHz = clockRateHz;
    this.channels = channels;
  }

  public MediaKind kind() {
    return kind;
  }

  /// Ticks of the RTP timestamp a second.
  public int clockRateHz() {
    return clockRateHz;
  }

  /// What follows the payload type in `a=rtpmap:`, for example `opus/48000/2`.
  public String rtpmap() {
    return encodingName + "/" + clockRateHz + (channels > 1 ? "/" + channels : "");
  }

  /// How its RTP payloads tell of key frames. Only for video: audio has none.
  public VideoPayload videoPayload() {
    return switch (this) {
      case H264 -> VideoPayload.H264;
      case H265 -> VideoPayload.H265;
      case VP8 -> VideoPayload.VP8;
      case VP9 -> VideoPayload.VP9;
      case AV1 -> VideoPayload.AV1;
      case OPUS, PCMU, PCMA -> throw new IllegalStateException(this + " has no key frames");
    };
  }

  /// The codec of that name, in any letter case, as processes and offers write it.
  public static Optional<MediaCodec> named(String name) {
    for (MediaCodec codec : values()) {
      if (codec.encodingName.toUpperCase(Locale.ROOT).equals(name.toUpperCase(Locale.ROOT))) {
        return Optional.of(codec);
      }
    }
    return Optional.empty();
  }
}
