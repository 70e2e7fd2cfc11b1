package io.sluice.controlplane.process;

import io.sluice.process.rules.WhipCodecs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the WHIP endpoint of a process takes in. In a command, zero, the empty string and the empty
/// list stand for the default; in a state, nothing is left open.
///
/// @param videoCodecs in order of preference
/// @param audioCodecs in order of preference
/// @param bearerTokenSha256 lower-case hex; null when publishers need no token
/// @param start when FFmpeg starts: [#EAGER] or [#ON_PUBLISH]
/// @param takeover whether a second publisher takes the place of a live one
/// @param onResolutionChange [#CONTINUE] or [#RESTART]
public record WhipIngest(
    boolean enabled,
    List<String> videoCodecs,
    List<String> audioCodecs,
    int videoPayloadType,
    int audioPayloadType,
    @Nullable String bearerTokenSha256,
    String start,
    boolean takeover,
    String onResolutionChange) {
  static final String EAGER = "EAGER";
  static final String ON_PUBLISH = "ON_PUBLISH";
  static final String CONTINUE = "CONTINUE";
  static final String RESTART = "RESTART";

  private static final List<String> DEFAULT_VIDEO_CODECS = List.of("H264");
  private static final List<String> DEFAULT_AUDIO_CODECS = List.of("OPUS");
  private static final int DEFAULT_VIDEO_PAYLOAD_TYPE = 96;
  private static final int DEFAULT_AUDIO_PAYLOAD_TYPE = 111;

  public WhipIngest {
    videoCodecs = List.copyOf(videoCodecs);
    audioCodecs = List.copyOf(audioCodecs);
  }

  WhipIngest withDefaults() {
    return new WhipIngest(
        enabled,
        videoCodecs.isEmpty() ? DEFAULT_VIDEO_CODECS : videoCodecs,
        audioCodecs.isEmpty() ? DEFAULT_AUDIO_CODECS : audioCodecs,
        videoPayloadType == 0 ? DEFAULT_VIDEO_PAYLOAD_TYPE : videoPayloadType,
        audioPayloadType == 0 ? DEFAULT_AUDIO_PAYLOAD_TYPE : audioPayloadType,
        bearerTokenSha256,
        start.isEmpty() ? defaultStart() : start,
        takeover,
        onResolutionChange.isEmpty() ? CONTINUE : onResolutionChange);
  }

  /// What publishers may send.
  WhipCodecs codecs() {
    return enabled
        ? new WhipCodecs(videoCodecs, audioCodecs)
        : new WhipCodecs(List.of(), List.of());
  }

  /// Whether some codec is open until a publisher comes.
  boolean leavesAChoice() {
    return videoCodecs.size() > 1 || audioCodecs.size() > 1;
  }

  private String defaultStart() {
    return leavesAChoice() ? ON_PUBLISH : EAGER;
  }
}
