package io.sluice.controlplane.gateway;

import io.sluice.whip.HeaderField;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A request as it came in.
///
/// @param path raw path of its URL
/// @param query raw query; null when there is none
/// @param client IP address it came from
/// @param scheme `http` or `https`
@SuppressWarnings("ArrayRecordComponent") // never compared
record GatewayRequest(
    String method,
    String path,
    @Nullable String query,
    List<HeaderField> headers,
    String client,
    String scheme,
    byte[] body) {

  /// The first value of that header, whatever its case.
  Optional<String> header(String name) {
    return headers.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(HeaderField::value)
        .findFirst();
  }

  /// All lines of that header as one; empty when there is none.
  String all(String name) {
    return headers.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(HeaderField::value)
        .collect(Collectors.joining(", "));
  }

  /// Neither the path, which may name a session, nor the headers, which may hold a token.
  @Override
  public String toString() {
    return "GatewayRequest[" + method + "]";
  }
}
