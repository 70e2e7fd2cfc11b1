package io.sluice.process.rules;

/// What some FFmpegs can do and others cannot, as placement names it.
public final class FfmpegFeature {
  /// Reads AV1 over RTP.
  public static final String AV1_RTP = "AV1_RTP";

  /// Writes Opus, H265 and AV1 into FLV, which RTMP carries.
  public static final String ENHANCED_FLV = "ENHANCED_FLV";

  private FfmpegFeature() {}

  /// Writes a container, by FFmpeg's name for it.
  public static String muxer(String name) {
    return "muxer " + name;
  }

  /// Makes a stream by an encoder, or by whichever it has for a codec.
  public static String encoder(String name) {
    return "encoder " + name;
  }

  /// Reads and writes addresses of a scheme.
  public static String protocol(String name) {
    return "protocol " + name;
  }

  /// What it is, in words that go on after "an FFmpeg that lacks".
  public static String described(String feature) {
    return switch (feature) {
      case AV1_RTP -> "AV1 over RTP (version 8 reads it)";
      case ENHANCED_FLV ->
          "Opus, H265 and AV1 in FLV (version 8 writes it; or transcode, sound with -c:a aac)";
      default -> feature;
    };
  }
}
