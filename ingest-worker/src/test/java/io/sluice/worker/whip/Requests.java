package io.sluice.worker.whip;

import io.sluice.whip.limits.RequestRate;
import io.sluice.whip.limits.TrustedProxies;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Requests to the process `show`.
final class Requests {
  private static final RequestRate ANY_NUMBER = new RequestRate(100_000, 100_000);

  private Requests() {}

  /// @param headers name, value, name, value
  static WhipRequest of(String body, String... headers) {
    return from("192.0.2.1", body, headers);
  }

  static WhipRequest from(String hop, String body, String... headers) {
    Map<String, List<String>> byName = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      byName.put(headers[i].toLowerCase(Locale.ROOT), List.of(headers[i + 1]));
    }
    return new WhipRequest(
        "/whip/show", InetAddress.ofLiteral(hop), byName, body.getBytes(StandardCharsets.UTF_8));
  }

  static WhipLimits noLimits() {
    return new WhipLimits(TrustedProxies.of(List.of()), ANY_NUMBER, ANY_NUMBER);
  }

  static WhipLimits limits(int perClient, int perProcess) {
    return new WhipLimits(
        TrustedProxies.of(List.of("10.0.0.0/8")),
        new RequestRate(1, perClient),
        new RequestRate(1, perProcess));
  }
}
