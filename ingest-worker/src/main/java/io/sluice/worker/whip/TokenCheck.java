package io.sluice.worker.whip;

import io.sluice.whip.BearerToken;
import io.sluice.whip.HeaderNames;
import io.sluice.whip.WhipRefusal;
import io.sluice.whip.WhipReply;
import io.sluice.worker.ingest.WhipEndpoint;
import java.util.Optional;
import java.util.function.Predicate;

/// Whether a request shows the token of its process (RFC 9725 §4.7).
final class TokenCheck {
  private final Predicate<BearerToken> knownHere;

  /// @param knownHere whether some process of this worker asks for that token
  TokenCheck(Predicate<BearerToken> knownHere) {
    this.knownHere = knownHere;
  }

  Optional<WhipReply> problem(WhipEndpoint endpoint, WhipRequest request) {
    Optional<String> expected = endpoint.bearerTokenSha256();
    if (expected.isEmpty()) {
      return Optional.empty();
    }
    Optional<BearerToken> shown =
        BearerToken.fromAuthorization(request.header(HeaderNames.AUTHORIZATION));
    if (shown.isEmpty()) {
      return Optional.of(
          WhipReply.unauthorized(
              WhipRefusal.TOKEN_MISSING, "show the bearer token of this process", request.path()));
    }
    return shown.get().hasSha256(expected.get())
        ? Optional.empty()
        : Optional.of(wrong(shown.get(), request));
  }

  private WhipReply wrong(BearerToken shown, WhipRequest request) {
    return knownHere.test(shown)
        ? WhipReply.refused(
            WhipRefusal.TOKEN_OF_ANOTHER_PROCESS
                .problem("this token is good for another process")
                .at(request.path()))
        : WhipReply.unauthorized(
            WhipRefusal.TOKEN_INVALID,
            "this is not the bearer token of this process",
            request.path());
  }
}
