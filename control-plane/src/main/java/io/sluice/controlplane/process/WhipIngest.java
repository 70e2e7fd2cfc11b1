package io.sluice.controlplane.process;

import org.jspecify.annotations.Nullable;

/// What the WHIP endpoint of a process takes in. In a command, zero and the empty string stand for
/// the default; in a state, nothing is left open.
///
/// @param bearerTokenSha256 lower-case hex; null when publishers need no token
public record WhipIngest(
    boolean enabled,
    String videoCodec,
    String audioCodec,
    int videoPayloadType,
    int audioPayloadType,
    @Nullable String bearerTokenSha256) {
  private static final String DEFAULT_VIDEO_CODEC = "H264";
  private static final String DEFAULT_AUDIO_CODEC = "OPUS";
  private static final int DEFAULT_VIDEO_PAYLOAD_TYPE = 96;
  private static final int DEFAULT_AUDIO_PAYLOAD_TYPE = 111;

  WhipIngest withDefaults() {
    return new WhipIngest(
        enabled,
        videoCodec.isEmpty() ? DEFAULT_VIDEO_CODEC : videoCodec,
        audioCodec.isEmpty() ? DEFAULT_AUDIO_CODEC : audioCodec,
        videoPayloadType == 0 ? DEFAULT_VIDEO_PAYLOAD_TYPE : videoPayloadType,
        audioPayloadType == 0 ? DEFAULT_AUDIO_PAYLOAD_TYPE : audioPayloadType,
        bearerTokenSha256);
  }
}
