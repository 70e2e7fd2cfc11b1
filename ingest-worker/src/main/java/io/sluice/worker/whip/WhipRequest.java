package io.sluice.worker.whip;

import io.sluice.whip.Cors;
import io.sluice.whip.HeaderNames;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What of an HTTP request WHIP looks at.
///
/// @param path for the problem document
/// @param hop where it came from: the client, or a proxy
/// @param headers by name in lower case
/// @param body empty when there is none
@SuppressWarnings("ArrayRecordComponent") // never compared
record WhipRequest(String path, InetAddress hop, Map<String, List<String>> headers, byte[] body) {
  WhipRequest {
    headers = Map.copyOf(headers);
  }

  /// All lines of that header as one; null when there is none.
  @Nullable String header(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null || values.isEmpty() ? null : String.join(", ", values);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(header(name));
  }

  /// Whether a browser asks if it may send a request.
  boolean isPreflight() {
    return header(Cors.REQUEST_METHOD) != null;
  }

  /// Neither headers, which hold the token, nor the path, which may name a session.
  @Override
  public String toString() {
    return "WhipRequest[" + header(HeaderNames.CONTENT_TYPE) + "]";
  }
}
