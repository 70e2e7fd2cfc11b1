package io.sluice.worker.sdp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// One media section both sides agreed on.
///
/// @param protocol as offered, mirrored in the answer
/// @param mid empty when the offer gives none
/// @param reducedSizeRtcp whether RTCP may come outside of compounds (RFC 5506)
/// @param fmtp the offered parameters, mirrored in the answer
/// @param rtxPayloadType of retransmissions (RFC 4588); empty when not offered
/// @param extensions ids as offered
/// @param ssrcs announced streams; often none
/// @param rid the one simulcast layer taken; empty without simulcast
public record AgreedMedia(
    String protocol,
    String mid,
    boolean reducedSizeRtcp,
    MediaCodec codec,
    int payloadType,
    String fmtp,
    OptionalInt rtxPayloadType,
    Set<Feedback> feedback,
    Map<HeaderExtension, Integer> extensions,
    List<Long> ssrcs,
    Optional<String> rid) {
  public AgreedMedia {
    feedback = Set.copyOf(feedback);
    extensions = Map.copyOf(extensions);
    ssrcs = List.copyOf(ssrcs);
  }

  public MediaKind kind() {
    return codec.kind();
  }
}
