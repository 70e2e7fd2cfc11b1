package io.sluice.controlplane;

import java.net.URI;
import java.util.Map;

/// A running control plane.
///
/// Thread: safe; [#close] may be called more than once.
public final class ControlPlane implements AutoCloseable {
  private ControlPlane() {}

  /// Starts a control plane and returns once its HTTP listener answers. Kafka may come later:
  /// `/health` says how far it is.
  ///
  /// @param properties `sluice.*` and `micronaut.*`; they win over the environment
  public static ControlPlane start(Map<String, Object> properties) {
    throw new UnsupportedOperationException(properties.toString());
  }

  /// The port that HTTP listens on.
  public int port() {
    throw new UnsupportedOperationException();
  }

  /// Base URL of the HTTP listener, without a slash at its end.
  public URI url() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
