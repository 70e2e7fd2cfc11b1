package io.sluice.worker.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What offer and answer agree on.
///
/// @param remoteIce the publisher's credentials
/// @param remoteFingerprints values of `a=fingerprint` (RFC 8122 §5); the certificate shown in DTLS
///   must match one; never empty, not yet checked to be of a hash that is trusted
/// @param ourSetup our DTLS role
/// @param bundled whether the answer has a BUNDLE group
/// @param mixedExtensionForms whether one- and two-byte header extensions may alternate (RFC 8285)
/// @param media in the offer's order: at most one video and one audio, at least one of them
public record Agreement(
    IceCredentials remoteIce,
    List<String> remoteFingerprints,
    DtlsSetup ourSetup,
    boolean bundled,
    boolean mixedExtensionForms,
    List<AgreedMedia> media) {
  public Agreement {
    remoteFingerprints = List.copyOf(remoteFingerprints);
    media = List.copyOf(media);
  }

  /// What the publisher will send.
  public MediaChoice choice() {
    return new MediaChoice(codec(MediaKind.VIDEO), codec(MediaKind.AUDIO));
  }

  private @Nullable MediaCodec codec(MediaKind kind) {
    return media.stream()
        .filter(section -> section.kind() == kind)
        .map(AgreedMedia::codec)
        .findFirst()
        .orElse(null);
  }
}
