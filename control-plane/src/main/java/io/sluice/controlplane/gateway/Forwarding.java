package io.sluice.controlplane.gateway;

import io.sluice.whip.HeaderField;
import io.sluice.whip.HeaderNames;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which headers go on to the owner and back, and what the gateway says of itself in them.
final class Forwarding {
  /// Of one connection only, RFC 9110 §7.6.1; and those the HTTP client writes itself.
  private static final Set<String> OF_ONE_HOP =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /// Ours are appended to what earlier hops said, so they are left out of the copy.
  private static final Set<String> EXTENDED =
      Set.of("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto");

  private Forwarding() {}

  static List<HeaderField> toOwner(GatewayRequest request) {
    List<HeaderField> kept = new ArrayList<>();
    for (HeaderField field : endToEnd(request.headers())) {
      if (!EXTENDED.contains(lower(field.name()))) {
        kept.add(field);
      }
    }
    String host = request.header("Host").orElse("");
    kept.add(appended(request, "Via", "1.1 sluice")); // RFC 9110 §7.6.3
    kept.add(appended(request, "X-Forwarded-For", request.client()));
    kept.add(first(request, "X-Forwarded-Proto", request.scheme()));
    kept.add(first(request, "X-Forwarded-Host", host));
    kept.add(appended(request, "Forwarded", forwarded(request, host)));
    return kept;
  }

  /// @param target what was asked of the owner
  static List<HeaderField> toPublisher(List<HeaderField> headers, URI target) {
    List<HeaderField> kept = new ArrayList<>();
    for (HeaderField field : endToEnd(headers)) {
      kept.add(
          field.name().equalsIgnoreCase(HeaderNames.LOCATION)
              ? new HeaderField(HeaderNames.LOCATION, publicLocation(field.value(), target))
              : field);
    }
    return kept;
  }

  /// A path holds behind the gateway as well; the owner's own authority would not.
  private static String publicLocation(String location, URI target) {
    String own = target.getScheme() + "://" + target.getRawAuthority();
    return location.startsWith(own + "/") ? location.substring(own.length()) : location;
  }

  private static List<HeaderField> endToEnd(List<HeaderField> headers) {
    Set<String> dropped = new HashSet<>(OF_ONE_HOP);
    for (HeaderField field : headers) {
      if (field.name().equalsIgnoreCase("connection")) {
        Arrays.stream(field.value().split(",", -1))
            .map(name -> lower(name.strip()))
            .forEach(dropped::add);
      }
    }
    return headers.stream().filter(field -> !dropped.contains(lower(field.name()))).toList();
  }

  private static HeaderField appended(GatewayRequest request, String name, String value) {
    String earlier = request.all(name);
    return new HeaderField(name, earlier.isEmpty() ? value : earlier + ", " + value);
  }

  /// What the first hop saw is what the publisher asked for.
  private static HeaderField first(GatewayRequest request, String name, String value) {
    return new HeaderField(name, request.header(name).orElse(value));
  }

  /// RFC 7239 §4; an IPv6 address stands in brackets and quotes, §6.
  private static String forwarded(GatewayRequest request, String host) {
    String client =
        request.client().contains(":") ? "\"[" + request.client() + "]\"" : request.client();
    String element = "for=" + client + ";proto=" + request.scheme();
    return host.isEmpty() ? element : element + ";host=\"" + host.replace("\"", "") + "\"";
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
