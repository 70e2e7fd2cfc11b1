package io.sluice.acceptance.fleet;

import io.sluice.acceptance.log.CommandWriter;
import io.sluice.acceptance.log.LogWatch;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.eventlog.testing.KafkaFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A fleet of one control plane and some workers, each in a JVM of its own: made to be broken.
public final class FragileFleet implements AutoCloseable {
  private static final String CONTROL_PLANE = "io.sluice.controlplane.Main";
  private static final String WORKER = "io.sluice.worker.Main";

  private final Path folder;
  private final KafkaFixture kafka;
  private final LogWatch log;
  private final CommandWriter commands;
  private final Map<String, Object> controlPlaneSettings;
  private final Map<String, Map<String, Object>> workerSettings = new HashMap<>();
  private final List<MemberJvm> started = new ArrayList<>();

  /// Starts a Kafka only.
  ///
  /// @param lease after so long without a heartbeat a worker is lost
  public FragileFleet(Path folder, Duration lease) {
    this.folder = folder;
    kafka = KafkaFixture.start();
    kafka.createTopics(MemberSettings.PARTITIONS);
    log = LogWatch.start(kafka.bootstrap(), MemberSettings.PARTITIONS);
    commands = new CommandWriter(kafka.bootstrap());
    controlPlaneSettings =
        MemberSettings.controlPlane(kafka.bootstrap(), MemberSettings.LOOPBACK, "control-plane-1");
    controlPlaneSettings.put("sluice.control-plane.lease", lease.toMillis() + "ms");
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
    int first = FreePorts.range(4 * processes);
    return Map.of("sluice.worker.ports", first + "-" + (first + 4 * processes - 1));
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

  @Override
  public void close() {
    started.reversed().forEach(MemberJvm::close);
    commands.close();
    log.close();
    kafka.close();
  }
}
