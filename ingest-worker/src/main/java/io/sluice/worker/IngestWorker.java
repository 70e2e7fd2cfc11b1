package io.sluice.worker;

import java.net.URI;
import java.util.Map;

/// A running ingest worker.
///
/// Thread: safe; [#close] may be called more than once.
public final class IngestWorker implements AutoCloseable {
  private IngestWorker() {}

  /// Starts a worker and returns once its HTTP listener and its media port answer. Kafka may come
  /// later: `/health` says how far it is.
  ///
  /// @param properties `sluice.*` and `micronaut.*`; they win over the environment
  public static IngestWorker start(Map<String, Object> properties) {
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

  /// Completes when the worker has ended, asked to or because another took its id.
  public java.util.concurrent.CompletableFuture<Void> ended() {
    throw new UnsupportedOperationException();
  }

  /// Tears all processes down, finalising their files, says so on Kafka, and frees everything.
  @Override
  public void close() {}
}
