package io.sluice.worker.ingest;

import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.ports.PortBlock;
import io.sluice.worker.sdp.MediaCodec;
import java.util.Optional;

/// What the WHIP endpoint of a process takes in.
///
/// @param videoPayloadType of RTP towards FFmpeg
/// @param audioPayloadType of RTP towards FFmpeg
/// @param bearerTokenSha256 lower-case hex of the token that publishers must show; empty when none
///   is asked for
public record WhipSpec(
    MediaCodec videoCodec,
    int videoPayloadType,
    MediaCodec audioCodec,
    int audioPayloadType,
    Optional<String> bearerTokenSha256) {

  LegPlan on(PortBlock ports) {
    return LegPlan.adjacent(
        ports.first(), videoCodec, videoPayloadType, audioCodec, audioPayloadType);
  }
}
