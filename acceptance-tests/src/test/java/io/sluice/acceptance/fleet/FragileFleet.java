package io.sluice.acceptance.fleet;

import io.sluice.acceptance.log.CommandWriter;
import io.sluice.acceptance.log.LogWatch;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.eventlog.broker.EmbeddedBroker;
import io.sluice.eventlog.topics.TopicAdmin;
import io.sluice.schemas.WorkerHeartbeat;
import io.sluice.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/// A Kafka of one broker in this JVM, one control plane and some workers, each in a JVM of its own:
/// made to be broken.
public final class FragileFleet implements AutoCloseable {
  static final String CONTROL_PLANE = "io.sluice.controlplane.Main";
  static final String WORKER = "io.sluice.worker.Main";

  private final Path folder;
  private final LogWatch log;
  private final CommandWriter commands;
  private final Map<String, Object> controlPlaneSettings;
  private final Map<String, Map<String, Object>> workerSettings = new HashMap<>();
  private final List<MemberJvm> started = new ArrayList<>();
  private EmbeddedBroker kafka;

  /// Starts a Kafka only.
  ///
  /// @param lease after so long without a heartbeat a worker is lost
  public FragileFleet(Path folder, Duration lease) {
    this.folder = folder;
    kafka = EmbeddedBroker.start(folder.resolve("kafka"), 0);
    createTopics();
    log = LogWatch.start(kafka.bootstrap(), MemberSettings.PARTITIONS);
    commands = new CommandWriter(kafka.bootstrap());
    controlPlaneSettings =
        MemberSettings.controlPlane(kafka.bootstrap(), MemberSettings.LOOPBACK, "control-plane-1");
    controlPlaneSettings.put("sluice.control-plane.lease", lease.toMillis() + "ms");
  }

  private void createTopics() {
    try {
      TopicAdmin.ensure(kafka.connection(), new TopicCatalogue(MemberSettings.PARTITIONS, 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Kafka starts", e);
    }
  }

  /// Nobody has a Kafka from now on.
  public void stopKafka() {
    kafka.close();
  }

  /// It is back where it was, with what it held.
  public void restartKafka() {
    kafka = EmbeddedBroker.start(folder.resolve("kafka"), kafka.port());
  }

  /// The same one after each of its starts.
  public MemberJvm startControlPlane() throws IOException {
    return start(CONTROL_PLANE, controlPlaneSettings, "control-plane.log");
  }

  /// The same one after each of its starts.
  public MemberJvm startWorker(String id) throws IOException {
    return startWorker(id, Map.of());
  }

  /// @param more settings beside those that every worker of a test has
  public MemberJvm startWorker(String id, Map<String, Object> more) throws IOException {
    Map<String, Object> settings = workerSettings.computeIfAbsent(id, this::worker);
    settings.putAll(more);
    return start(WORKER, settings, id + ".log");
  }

  /// Settings of a worker with ports for so many processes.
  public static Map<String, Object> roomFor(int processes) {
    // Others may have taken a port or two of it.
    int ports = 4 * (processes + 2);
    int first = FreePorts.range(ports);
    return Map.of("sluice.worker.ports", first + "-" + (first + ports - 1));
  }

  private Map<String, Object> worker(String id) {
    return MemberSettings.worker(
        kafka.bootstrap(), MemberSettings.LOOPBACK, id, folder.resolve("out"));
  }

  private MemberJvm start(String main, Map<String, Object> settings, String logFile)
      throws IOException {
    MemberJvm member = MemberJvm.start(main, settings, folder.resolve(logFile));
    started.add(member);
    return member;
  }

  public CommandWriter commands() {
    return commands;
  }

  /// All that is in its Kafka.
  public LogWatch log() {
    return log;
  }

  /// Waits until a worker has said that it takes processes.
  public void awaitReady(String worker) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            log.of(TopicCatalogue.WORKERS, worker).stream()
                .anyMatch(said ->
                    said.message() instanceof WorkerHeartbeat heartbeat
                        && heartbeat.getState().equals("READY")));
  }

  public ProcessWatch process(String id) {
    return log.process(id);
  }

  public String bootstrap() {
    return kafka.bootstrap();
  }

  /// `path` at the control plane.
  public String apiUrl(String path) {
    return "http://127.0.0.1:" + controlPlaneSettings.get("micronaut.server.port") + path;
  }

  /// The one public WHIP URL of a process.
  public String whipUrl(String processId) {
    return apiUrl("/whip/" + processId);
  }

  /// Whatever was done to it, its history must hold.
  @Override
  public void close() {
    started.reversed().forEach(MemberJvm::close);
    commands.close();
    log.close();
    try {
      LeftBehind.verify(kafka.bootstrap());
    } finally {
      kafka.close();
    }
  }
}
