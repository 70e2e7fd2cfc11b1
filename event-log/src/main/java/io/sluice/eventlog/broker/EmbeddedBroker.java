package io.sluice.eventlog.broker;

import io.sluice.eventlog.KafkaConnection;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/// A Kafka broker and controller in this JVM, on the loopback address. What it holds outlives a
/// restart on the same folder.
///
/// Needs `kafka_2.13` on the class path. Kafka ends the JVM when it loses its disk.
public final class EmbeddedBroker implements AutoCloseable {
  private final KafkaRaftServer server;
  private final FolderLock lock;
  private final int port;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedBroker(KafkaRaftServer server, FolderLock lock, int port) {
    this.server = server;
    this.lock = lock;
    this.port = port;
  }

  /// Starts on `port`, or on a free one when it is 0, and returns when clients are served.
  ///
  /// @param folder where the data is; made when it is missing
  /// @throws BrokerStartException when the port is taken, the folder cannot be written or is in
  ///   use, or Kafka does not come up
  public static EmbeddedBroker start(Path folder, int port) {
    int clientPort = free(port);
    FolderLock lock = FolderLock.take(folder.toAbsolutePath());
    try {
      format(folder.toAbsolutePath());
      return new EmbeddedBroker(started(folder.toAbsolutePath(), clientPort), lock, clientPort);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static KafkaRaftServer started(Path folder, int port) {
    KafkaConfig config =
        KafkaConfig.fromProps(BrokerSettings.of(folder, port, otherThan(port)), false);
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    try {
      server.startup();
      return server;
    } catch (RuntimeException e) {
      server.shutdown();
      throw new BrokerStartException(
          "Kafka did not start on port " + port + " in " + folder + ": " + e.getMessage(), e);
    }
  }

  private static void format(Path folder) {
    if (Files.exists(folder.resolve("meta.properties"))) {
      return;
    }
    try {
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerSettings.NODE_ID)
          .setDirectories(List.of(folder.toString()))
          .setMetadataLogDirectory(folder.toString())
          .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .run();
    } catch (Exception e) {
      throw new BrokerStartException("the folder " + folder + " cannot be formatted for Kafka", e);
    }
  }

  private static int free(int port) {
    // As Kafka does: with the port's earlier connections still in TIME_WAIT, it is free.
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new BrokerStartException(
          "port " + port + " on 127.0.0.1 is taken: end what listens there, or choose another", e);
    }
  }

  private static int otherThan(int port) {
    int other = free(0);
    return other == port ? otherThan(port) : other;
  }

  public int port() {
    return port;
  }

  /// `127.0.0.1:port`.
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  public KafkaConnection connection() {
    return KafkaConnection.to(bootstrap());
  }

  /// Shuts down in order; returns when the port is free and the data is on disk. May be called
  /// again.
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try (lock) {
        server.shutdown();
        server.awaitShutdown();
      }
    }
  }
}
