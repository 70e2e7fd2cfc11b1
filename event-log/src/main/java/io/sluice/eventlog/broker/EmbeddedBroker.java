package io.sluice.eventlog.broker;

import io.sluice.eventlog.KafkaConnection;
import java.nio.file.Path;

/// A Kafka broker and controller in this JVM, on the loopback address. What it holds outlives a
/// restart on the same folder.
///
/// Needs `kafka_2.13` on the class path.
public final class EmbeddedBroker implements AutoCloseable {
  private EmbeddedBroker() {}

  /// Starts on `port`, or on a free one when it is 0, and returns when clients are served.
  ///
  /// @param folder where the data is; made when it is missing
  /// @throws BrokerStartException when the port is taken, the folder cannot be written or is in
  ///   use, or Kafka does not come up
  public static EmbeddedBroker start(Path folder, int port) {
    throw new UnsupportedOperationException();
  }

  public int port() {
    throw new UnsupportedOperationException();
  }

  /// `127.0.0.1:port`.
  public String bootstrap() {
    throw new UnsupportedOperationException();
  }

  public KafkaConnection connection() {
    return KafkaConnection.to(bootstrap());
  }

  /// Shuts down in order; returns when the port is free and the data is on disk. May be called
  /// again.
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
