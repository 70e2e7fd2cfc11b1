package io.sluice.controlplane.api;

import io.sluice.whip.BearerToken;
import java.time.Duration;
import java.util.Optional;

/// What the HTTP API is told from outside.
///
/// @param commandTimeout how long a request waits for the outcome of its command
/// @param apiTokenSha256 hash of the bearer token that is asked for; empty when none is
public record ApiSettings(Duration commandTimeout, Optional<String> apiTokenSha256) {

  /// @param apiToken the token in clear; kept as a hash only
  /// @throws IllegalArgumentException when no client could show that token
  public static ApiSettings of(Duration commandTimeout, Optional<String> apiToken) {
    return new ApiSettings(commandTimeout, apiToken.map(ApiSettings::hash));
  }

  private static String hash(String token) {
    return BearerToken.of(token)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "sluice.control-plane.api-token may only hold letters, digits and -._~+/, and"
                    + " = at its end: it is shown in a header (RFC 6750)"))
        .sha256Hex();
  }

  @Override
  public String toString() {
    return "ApiSettings[" + commandTimeout + "]";
  }
}
