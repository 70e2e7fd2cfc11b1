package io.sluice.worker.ingest;

import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.ports.PortBlock;
import io.sluice.worker.sdp.AcceptedCodecs;
import io.sluice.worker.sdp.MediaChoice;
import io.sluice.worker.sdp.MediaCodec;
import java.util.List;
import java.util.Optional;

/// What the WHIP endpoint of a process takes in.
///
/// @param videoCodecs in order of preference, at least one
/// @param videoPayloadType of RTP towards FFmpeg
/// @param audioCodecs in order of preference, at least one
/// @param audioPayloadType of RTP towards FFmpeg
/// @param bearerTokenSha256 lower-case hex of the token that publishers must show; empty when none
///   is asked for
/// @param takeover whether a second publisher takes the place of a live one
public record WhipSpec(
    List<MediaCodec> videoCodecs,
    int videoPayloadType,
    List<MediaCodec> audioCodecs,
    int audioPayloadType,
    Optional<String> bearerTokenSha256,
    FfmpegStart start,
    boolean takeover,
    ResolutionChange onResolutionChange) {
  public WhipSpec {
    videoCodecs = List.copyOf(videoCodecs);
    audioCodecs = List.copyOf(audioCodecs);
    if (videoCodecs.isEmpty() || audioCodecs.isEmpty()) {
      throw new IllegalArgumentException("an endpoint needs a codec of each kind");
    }
  }

  /// One codec of each kind, everything else by default.
  public static WhipSpec eager(
      MediaCodec video, MediaCodec audio, Optional<String> bearerTokenSha256) {
    return new WhipSpec(
        List.of(video),
        96,
        List.of(audio),
        111,
        bearerTokenSha256,
        FfmpegStart.EAGER,
        false,
        ResolutionChange.CONTINUE);
  }

  AcceptedCodecs accepted() {
    return new AcceptedCodecs(videoCodecs, audioCodecs);
  }

  /// What FFmpeg is started for before any publisher is there; empty when it waits for one.
  Optional<MediaChoice> eagerChoice() {
    return switch (start) {
      case EAGER -> Optional.of(new MediaChoice(videoCodecs.getFirst(), audioCodecs.getFirst()));
      case ON_PUBLISH -> Optional.empty();
    };
  }

  /// Legs for what `choice` has, and no others.
  LegPlan on(PortBlock ports, MediaChoice choice) {
    return LegPlan.on(ports.first(), choice, videoPayloadType, audioPayloadType);
  }
}
