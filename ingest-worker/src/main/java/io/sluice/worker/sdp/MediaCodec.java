package io.sluice.worker.sdp;

import io.sluice.worker.rtp.VideoPayload;
import java.util.Locale;
import java.util.Optional;

/// The codecs that go through to FFmpeg untouched, under their RTP payload format names.
public enum MediaCodec {
  /// RFC 6184; packetization-mode 1.
  H264(MediaKind.VIDEO, "H264", 90_000, 1),
  /// RFC 7741.
  VP8(MediaKind.VIDEO, "VP8", 90_000, 1),
  /// RFC 7587: always 48 kHz and two channels in SDP.
  OPUS(MediaKind.AUDIO, "opus", 48_000, 2);

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
      case VP8 -> VideoPayload.VP8;
      case OPUS -> throw new IllegalStateException("OPUS has no key frames");
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
