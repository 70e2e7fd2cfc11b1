package io.sluice.benchmarks;

import io.sluice.acceptance.log.CommandWriter;
import io.sluice.acceptance.log.LogWatch;
import io.sluice.controlplane.ControlPlane;
import io.sluice.eventlog.broker.EmbeddedBroker;
import io.sluice.eventlog.topics.TopicAdmin;
import io.sluice.schemas.topic.TopicCatalogue;
import io.sluice.worker.IngestWorker;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One broker, one control plane and one worker in this JVM, with the settings that a deployment
/// has by default.
public final class MeasuredFleet implements AutoCloseable {
  public static final int PARTITIONS = 3;

  private static final String PORTS = "21000-21399";

  private final List<AutoCloseable> owned = new ArrayList<>();
  private final EmbeddedBroker broker;
  private final LogWatch log;
  private final CommandWriter commands;
  private final ControlPlane controlPlane;

  /// @param folder for all that is written
  public MeasuredFleet(Path folder) throws Exception {
    try {
      broker = own(EmbeddedBroker.start(folder.resolve("kafka"), 0));
      TopicAdmin.ensure(broker.connection(), new TopicCatalogue(PARTITIONS, 1));
      controlPlane = own(ControlPlane.start(controlPlane(broker.bootstrap())));
      own(IngestWorker.start(worker(broker.bootstrap(), folder.resolve("out"))));
      log = own(LogWatch.start(broker.bootstrap(), PARTITIONS));
      commands = own(new CommandWriter(broker.bootstrap()));
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  private <T extends AutoCloseable> T own(T part) {
    owned.add(part);
    return part;
  }

  private static Map<String, Object> controlPlane(String bootstrap) {
    return Map.of(
        "sluice.bootstrap",
        bootstrap,
        "sluice.partitions",
        PARTITIONS,
        "sluice.control-plane.instance-id",
        "measured",
        "micronaut.server.host",
        "127.0.0.1",
        "micronaut.server.port",
        -1);
  }

  private static Map<String, Object> worker(String bootstrap, Path output) throws SocketException {
    return Map.ofEntries(
        Map.entry("sluice.bootstrap", bootstrap),
        Map.entry("sluice.partitions", PARTITIONS),
        Map.entry("sluice.worker.id", "measured"),
        Map.entry("sluice.worker.out-dir", output.toString()),
        Map.entry("sluice.worker.ports", PORTS),
        Map.entry("sluice.worker.media-host", "127.0.0.1"),
        Map.entry("sluice.worker.media-port", freeUdpPort()),
        Map.entry("micronaut.server.host", "127.0.0.1"),
        Map.entry("micronaut.server.port", -1));
  }

  private static int freeUdpPort() throws SocketException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Where benchmarks leave what they wrote, for whoever wants to see it.
  public static Path target() throws IOException {
    return Files.createDirectories(Path.of("target"));
  }

  public String bootstrap() {
    return broker.bootstrap();
  }

  public LogWatch log() {
    return log;
  }

  public CommandWriter commands() {
    return commands;
  }

  public String whipUrl(String processId) {
    return Objects.requireNonNull(controlPlane.url()) + "/whip/" + processId;
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable part : owned.reversed()) {
      part.close();
    }
    owned.clear();
  }
}
