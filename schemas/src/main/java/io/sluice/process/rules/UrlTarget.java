package io.sluice.process.rules;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a URL leads: as much of it as rules about networks need. FFmpeg splits URLs in the same
/// places.
///
/// @param scheme in lower case
/// @param host in lower case, an IPv6 address without its brackets; empty when the URL names none
/// @param port as written, or else the usual one of the scheme, if it has one
public record UrlTarget(String scheme, String host, OptionalInt port) {
  private static final Pattern URL =
      Pattern.compile("^(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<authority>[^/?#]*)");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile(
          "^(?:\\[(?<v6>[0-9A-Fa-f]*:[0-9A-Fa-f:.]*)]|(?<name>[A-Za-z0-9._-]*))(?::(?<port>[0-9]{1,5}))?$");
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  // `2130706433`, `0x7f.1` and `0177.0.0.1` all mean 127.0.0.1 to a resolver.
  private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?(0[xX][0-9A-Fa-f]*|[0-9]+)\\.?");
  private static final int HIGHEST_PORT = 65_535;

  /// Empty when `url` is none, or its host can be read in more than one way.
  static Optional<UrlTarget> of(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.find()) {
      return Optional.empty();
    }
    String authority = parts.group("authority");
    Matcher place = HOST_AND_PORT.matcher(authority.substring(authority.lastIndexOf('@') + 1));
    if (!place.matches()) {
      return Optional.empty();
    }
    String host = place.group("v6") == null ? place.group("name") : place.group("v6");
    host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
    OptionalInt port = port(scheme, place.group("port"));
    boolean clear =
        place.group("v6") == null
            ? !NUMERIC.matcher(host).matches() || literal(host).isPresent()
            : literal(host).isPresent();
    return clear && port.orElse(0) <= HIGHEST_PORT
        ? Optional.of(new UrlTarget(scheme, host.toLowerCase(Locale.ROOT), port))
        : Optional.empty();
  }

  /// The IP address that the host is, without asking anybody; empty for a name.
  public Optional<InetAddress> address() {
    return literal(host);
  }

  /// An IPv4 address that is written as IPv6 comes out as IPv4.
  static Optional<InetAddress> literal(String text) {
    if (!text.contains(":") && !isIpv4(text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isIpv4(String text) {
    if (!IPV4.matcher(text).matches()) {
      return false;
    }
    for (String part : text.split("\\.", -1)) {
      // A zero in front would make it octal for some.
      if (part.length() > 1 && part.startsWith("0") || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  private static OptionalInt port(String scheme, @Nullable String digits) {
    if (digits != null) {
      return OptionalInt.of(Integer.parseInt(digits));
    }
    return switch (scheme) {
      case "rtmp" -> OptionalInt.of(1935);
      case "rtsp" -> OptionalInt.of(554);
      case "rtsps" -> OptionalInt.of(322);
      case "http" -> OptionalInt.of(80);
      case "https", "rtmps" -> OptionalInt.of(443);
      default -> OptionalInt.empty();
    };
  }
}
