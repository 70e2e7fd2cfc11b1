package io.sluice.acceptance.fleet;

import io.sluice.acceptance.cluster.Cluster;
import io.sluice.acceptance.cluster.SmallDisk;
import io.sluice.acceptance.log.CommandWriter;
import io.sluice.acceptance.log.LogWatch;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.acceptance.network.Islands;
import io.sluice.eventlog.topics.TopicAdmin;
import io.sluice.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Three brokers, one of them on a small disk, two control planes, and three workers in networks of
/// their own: each a program that may be killed, suspended or cut off. Needs root.
public final class IslandFleet implements AutoCloseable {
  private static final int WORKERS = 3;
  private static final int CONTROL_PLANES = 2;
  private static final int DISK_MEBIBYTES = 128;

  /// The broker whose disk can be filled.
  public static final int ON_SMALL_DISK = 2;

  private final Path folder;
  private final OwnedParts owned = new OwnedParts();
  private final Islands islands;
  private final SmallDisk disk;
  private final Cluster cluster;
  private final LogWatch log;
  private final CommandWriter commands;
  private final List<Map<String, Object>> controlPlaneSettings;
  private final List<Map<String, Object>> workerSettings;
  private final List<MemberJvm> controlPlanes = new ArrayList<>();
  private final List<MemberJvm> workers = new ArrayList<>();

  private IslandFleet(Path folder, Duration lease) throws Exception {
    this.folder = folder;
    try {
      islands = owned.keep(Islands.build(WORKERS));
      disk = owned.keep(SmallDisk.mount(Cluster.data(folder, ON_SMALL_DISK), DISK_MEBIBYTES));
      cluster = owned.keep(Cluster.start(folder, islands.host(), FreePorts::next));
      TopicAdmin.ensure(cluster.connection(), new TopicCatalogue(MemberSettings.PARTITIONS, 3));
      log = owned.keep(LogWatch.start(bootstrap(), MemberSettings.PARTITIONS));
      commands = owned.keep(new CommandWriter(bootstrap()));
      controlPlaneSettings =
          IntStream.range(0, CONTROL_PLANES).mapToObj(i -> controlPlaneSettings(i, lease)).toList();
      workerSettings = IntStream.range(0, WORKERS).mapToObj(this::workerSettings).toList();
      for (int i = 0; i < CONTROL_PLANES; i++) {
        controlPlanes.add(runControlPlane(i));
      }
      for (int i = 0; i < WORKERS; i++) {
        workers.add(runWorker(i));
      }
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /// Returns when Kafka answers; the others come up meanwhile.
  ///
  /// @param lease after so long without a heartbeat a worker is lost
  public static IslandFleet start(Path folder, Duration lease) throws Exception {
    return new IslandFleet(folder, lease);
  }

  private Map<String, Object> controlPlaneSettings(int number, Duration lease) {
    Map<String, Object> settings =
        MemberSettings.controlPlane(bootstrap(), islands.host(), "control-plane-" + number);
    settings.put("sluice.replication-factor", 3);
    settings.put("sluice.control-plane.lease", lease.toMillis() + "ms");
    return settings;
  }

  private Map<String, Object> workerSettings(int number) {
    Map<String, Object> settings =
        MemberSettings.worker(
            bootstrap(), islands.address(number), "worker-" + number, folder.resolve("out"));
    settings.put("sluice.replication-factor", 3);
    return settings;
  }

  private MemberJvm runControlPlane(int number) throws IOException {
    return MemberJvm.start(
        FragileFleet.CONTROL_PLANE,
        controlPlaneSettings.get(number),
        folder.resolve("control-plane-" + number + ".log"));
  }

  private MemberJvm runWorker(int number) throws IOException {
    return MemberJvm.start(
        islands.place(number),
        FragileFleet.WORKER,
        workerSettings.get(number),
        folder.resolve("worker-" + number + ".log"));
  }

  public Cluster cluster() {
    return cluster;
  }

  public SmallDisk disk() {
    return disk;
  }

  public MemberJvm controlPlane(int number) {
    return controlPlanes.get(number);
  }

  /// Starts one that has ended.
  public void restartControlPlane(int number) throws IOException {
    controlPlanes.set(number, runControlPlane(number));
  }

  /// @param number as at the end of its id, from 0
  public MemberJvm worker(int number) {
    return workers.get(number);
  }

  /// Starts one that has ended, as the same worker.
  public void restartWorker(int number) throws IOException {
    workers.set(number, runWorker(number));
  }

  /// From now on a worker has no Kafka; its publishers reach it still.
  public void cutOff(int worker) {
    islands.cutOff(worker, cluster.ports());
  }

  public void mend(int worker) {
    islands.mend(worker);
  }

  /// The WHIP URL of a process at one of the control planes.
  public String whipUrl(int controlPlane, String processId) {
    return "http://%s:%s/whip/%s"
        .formatted(
            islands.host(),
            controlPlaneSettings.get(controlPlane).get("micronaut.server.port"),
            processId);
  }

  public String bootstrap() {
    return cluster.connection().bootstrap();
  }

  public LogWatch log() {
    return log;
  }

  public ProcessWatch process(String id) {
    return log.process(id);
  }

  public CommandWriter commands() {
    return commands;
  }

  @Override
  public void close() throws Exception {
    // All at once: in order they would hand over to each other first.
    controlPlanes.forEach(MemberJvm::kill);
    workers.forEach(MemberJvm::kill);
    owned.close();
  }
}
