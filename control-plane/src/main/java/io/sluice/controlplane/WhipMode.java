package io.sluice.controlplane;

/// How the gateway leads publishers to the worker that owns their process.
public enum WhipMode {
  /// The gateway passes requests on and answers itself.
  PROXY,
  /// The gateway answers 307 with the worker's public URL (RFC 9725 section 4.5).
  REDIRECT
}
