package io.sluice.controlplane.gateway;

/// How a publisher's POST gets to the owner; all else is always proxied, because clients need not
/// follow a redirect of PATCH or DELETE (RFC 9725 §4.5).
public enum GatewayMode {
  /// The gateway carries it there.
  PROXY,
  /// The publisher is sent there by 307, if the owner can be reached from outside.
  REDIRECT
}
