package io.sluice.process.rules;

/// What some FFmpegs can do and others cannot, as heartbeats name it.
public final class FfmpegFeature {
  /// Reads AV1 over RTP.
  public static final String AV1_RTP = "AV1_RTP";

  /// Writes Opus, H265 and AV1 into FLV, which RTMP carries.
  public static final String ENHANCED_FLV = "ENHANCED_FLV";

  private FfmpegFeature() {}

  /// What it is, in words that go on after "an FFmpeg that".
  public static String described(String feature) {
    return switch (feature) {
      case AV1_RTP -> "reads AV1 over RTP (version 8 does)";
      case ENHANCED_FLV ->
          "writes Opus, H265 and AV1 into FLV (version 8 does; or transcode, sound with -c:a aac)";
      default -> "has " + feature;
    };
  }
}
