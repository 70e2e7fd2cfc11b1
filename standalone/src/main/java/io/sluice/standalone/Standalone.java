package io.sluice.standalone;

import io.sluice.controlplane.ControlPlane;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.broker.EmbeddedBroker;
import io.sluice.eventlog.topics.TopicAdmin;
import io.sluice.schemas.topic.TopicCatalogue;
import io.sluice.worker.IngestWorker;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything in one JVM.
///
/// Thread: [#close] may be called from any, and more than once.
public final class Standalone implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Standalone.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final EmbeddedBroker broker;
  private final ControlPlane controlPlane;
  private final IngestWorker worker;

  private Standalone(StandaloneConfig config, Consumer<String> progress) {
    try {
      progress.accept("Kafka");
      broker = opened(EmbeddedBroker.start(config.kafkaFolder(), config.kafkaPort()));
      // Each part would make the topics itself, but would warn until it had.
      TopicAdmin.ensure(broker.connection(), new TopicCatalogue(config.partitions(), 1));
      progress.accept("control plane");
      controlPlane = opened(ControlPlane.start(config.controlPlane(broker.bootstrap())));
      progress.accept("worker");
      int workerPort = FreePorts.anyTcp("127.0.0.1");
      worker = opened(IngestWorker.start(config.worker(broker.bootstrap(), workerPort)));
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", e);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /// Starts all parts; when one does not start, nothing stays.
  ///
  /// @param progress told the name of each part before it starts
  /// @throws PortTakenException when a port of `config` is taken
  public static Standalone start(StandaloneConfig config, Consumer<String> progress) {
    if (config.kafkaPort() != 0) {
      FreePorts.checkTcp("127.0.0.1", config.kafkaPort(), "--kafka-port");
    }
    FreePorts.checkTcp(config.host(), config.httpPort(), "--port");
    FreePorts.checkUdp(config.host(), config.mediaPort(), "--media-port");
    return new Standalone(config, progress);
  }

  public KafkaConnection kafka() {
    return broker.connection();
  }

  /// Base URL of the API and of WHIP.
  public URI url() {
    return controlPlane.url();
  }

  /// Where publishers of `processId` send their offers.
  public String whipEndpoint(String processId) {
    return url() + "/whip/" + processId;
  }

  /// Completes when the worker has ended, asked to or not: then nothing runs here any more.
  public CompletableFuture<Void> ended() {
    return worker.ended();
  }

  /// Ends the parts in the reverse order of their start, so that the worker's last facts are still
  /// taken in and FFmpeg's files are whole.
  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      AutoCloseable part = started.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.atWarn().setCause(e).log("a part did not end in order");
      }
    }
  }

  private <T extends AutoCloseable> T opened(T part) {
    started.push(part);
    return part;
  }
}
