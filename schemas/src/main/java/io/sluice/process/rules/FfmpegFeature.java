package io.sluice.process.rules;

/// What some FFmpegs can do and others cannot, as heartbeats name it.
public final class FfmpegFeature {
  /// Reads AV1 over RTP.
  public static final String AV1_RTP = "AV1_RTP";

  /// Writes Opus, H265, VP9 and AV1 into FLV, which RTMP carries.
  public static final String ENHANCED_FLV = "ENHANCED_FLV";

  private FfmpegFeature() {}
}
