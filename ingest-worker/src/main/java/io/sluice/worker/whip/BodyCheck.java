package io.sluice.worker.whip;

import io.sluice.whip.HeaderNames;
import io.sluice.whip.MediaTypes;
import io.sluice.whip.WhipRefusal;
import io.sluice.whip.WhipReply;
import java.util.Optional;

/// Whether a body may be read at all: its type, then its size (RFC 9725 §4.2, §4.3.1).
final class BodyCheck {
  /// Offers of browsers have some 10 KiB.
  static final int MAX_BYTES = 256 * 1024;

  private BodyCheck() {}

  /// @param mediaType the one that is taken
  static Optional<WhipReply> problem(WhipRequest request, String mediaType) {
    if (!MediaTypes.names(request.header(HeaderNames.CONTENT_TYPE), mediaType)) {
      return refused(
          WhipRefusal.UNSUPPORTED_MEDIA_TYPE, "send it as Content-Type: " + mediaType, request);
    }
    if (request.body().length > MAX_BYTES) {
      return refused(
          WhipRefusal.TOO_LARGE, "the body has more than " + MAX_BYTES + " bytes", request);
    }
    return request.body().length == 0
        ? refused(WhipRefusal.MALFORMED, "the body is empty", request)
        : Optional.empty();
  }

  private static Optional<WhipReply> refused(
      WhipRefusal refusal, String detail, WhipRequest request) {
    return Optional.of(WhipReply.refused(refusal.problem(detail).at(request.path())));
  }
}
