package io.sluice.controlplane.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.sluice.whip.BearerToken;
import io.sluice.whip.HeaderNames;
import io.sluice.whip.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks for the API's bearer token when one is configured, RFC 6750 §3.
@ServerFilter({"/api/**", "/preview/**"})
final class ApiTokenFilter {
  private final Optional<String> expectedSha256;

  ApiTokenFilter(ApiSettings settings) {
    this.expectedSha256 = settings.apiTokenSha256();
  }

  /// Null lets the request pass.
  @RequestFilter
  @Nullable HttpResponse<?> check(HttpRequest<?> request) {
    if (expectedSha256.isEmpty()) {
      return null;
    }
    Optional<BearerToken> shown =
        BearerToken.fromAuthorization(request.getHeaders().get(HeaderNames.AUTHORIZATION));
    if (shown.isEmpty()) {
      return refuse(request, "TOKEN_MISSING", "Bearer realm=\"api\"");
    }
    return shown.get().hasSha256(expectedSha256.get())
        ? null
        : refuse(request, "TOKEN_INVALID", "Bearer realm=\"api\", error=\"invalid_token\"");
  }

  private static HttpResponse<?> refuse(HttpRequest<?> request, String reason, String challenge) {
    return Replies.problem(
            Problem.of(401, reason, "show the API's token in the header Authorization: Bearer …")
                .at(request.getPath()))
        .header(HeaderNames.WWW_AUTHENTICATE, challenge);
  }
}
