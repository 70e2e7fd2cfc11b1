package io.sluice.controlplane.gateway;

import java.util.Locale;

/// How a publisher's POST gets to the owner; all else is always proxied, because clients need not
/// follow a redirect of PATCH or DELETE (RFC 9725 §4.5).
public enum GatewayMode {
  /// The gateway carries it there.
  PROXY,
  /// The publisher is sent there by 307, if the owner can be reached from outside.
  REDIRECT;

  /// @throws IllegalArgumentException for any other word
  public static GatewayMode named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "proxy" -> PROXY;
      case "redirect" -> REDIRECT;
      default ->
          throw new IllegalArgumentException(
              "sluice.control-plane.whip-mode must be proxy or redirect, is " + name);
    };
  }
}
