package io.sluice.acceptance.fleet;

import io.sluice.acceptance.log.CommandWriter;
import io.sluice.acceptance.log.LogWatch;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.controlplane.ControlPlane;
import io.sluice.eventlog.testing.KafkaFixture;
import io.sluice.worker.IngestWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A fleet of two control planes and two workers around one Kafka, in this JVM, at one address: one
/// control plane leads publishers to workers by proxy, the other by redirect.
public final class Fleet implements AutoCloseable {
  public static final int PARTITIONS = MemberSettings.PARTITIONS;

  private final OwnedParts owned = new OwnedParts();
  private final Path output;
  private final Path secrets;
  private final String host;
  private final Map<String, Object> workerSettings;
  private final KafkaFixture kafka;
  private final ControlPlane proxying;
  private final ControlPlane redirecting;
  private final LogWatch log;
  private final CommandWriter commands;

  private Fleet(Path folder, String host, Map<String, Object> workerSettings) throws Exception {
    this.host = host;
    this.workerSettings = workerSettings;
    output = folder.resolve("out");
    secrets = folder.resolve("secrets");
    try {
      kafka = owned.keep(KafkaFixture.start());
      kafka.createTopics(MemberSettings.PARTITIONS);
      owned.keep(
          () -> LeftBehind.verify(kafka.bootstrap())); // when all that is opened later is closed
      log = owned.keep(LogWatch.start(kafka.bootstrap(), MemberSettings.PARTITIONS));
      commands = owned.keep(new CommandWriter(kafka.bootstrap()));
      proxying = owned.keep(controlPlane("control-plane-1", "proxy"));
      redirecting = owned.keep(controlPlane("control-plane-2", "redirect"));
      owned.keep(worker("worker-1"));
      owned.keep(worker("worker-2"));
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /// @param folder for all that the fleet writes
  public static Fleet start(Path folder) throws Exception {
    return start(folder, Map.of());
  }

  /// @param workerSettings beside those that every worker of a test has
  public static Fleet start(Path folder, Map<String, Object> workerSettings) throws Exception {
    return startAt(MemberSettings.LOOPBACK, folder, workerSettings);
  }

  /// @param host the address of this host at which it is to be found
  /// @param workerSettings beside those that every worker of a test has
  public static Fleet startAt(String host, Path folder, Map<String, Object> workerSettings)
      throws Exception {
    return new Fleet(folder, host, workerSettings);
  }

  private ControlPlane controlPlane(String id, String whipMode) {
    Map<String, Object> settings = MemberSettings.controlPlane(kafka.bootstrap(), host, id);
    settings.put("sluice.control-plane.whip-mode", whipMode);
    return ControlPlane.start(settings);
  }

  private IngestWorker worker(String id) {
    Map<String, Object> settings = MemberSettings.worker(kafka.bootstrap(), host, id, output);
    settings.put("sluice.worker.secrets-dir", secrets.toString());
    settings.putAll(workerSettings);
    return IngestWorker.start(settings);
  }

  public String bootstrap() {
    return kafka.bootstrap();
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

  /// Base URL of the control plane that answers publishers itself, by proxy.
  public URI url() {
    return proxying.url();
  }

  /// The one public WHIP URL of a process.
  public String whipUrl(String processId) {
    return proxying.url() + "/whip/" + processId;
  }

  /// The same at the control plane that redirects.
  public String redirectingWhipUrl(String processId) {
    return redirecting.url() + "/whip/" + processId;
  }

  /// A file that a process wrote.
  public Path output(String file) {
    return output.resolve(file);
  }

  /// Puts a secret where every worker finds it.
  ///
  /// @return its value
  public String secret(String name, String value) {
    try {
      Files.writeString(Files.createDirectories(secrets).resolve(name), value);
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Stops a process by a command and waits until nothing of it runs.
  public void stop(String processId) {
    commands.stop(processId);
    process(processId).awaitState("STOPPED");
  }

  @Override
  public void close() throws Exception {
    owned.close();
  }
}
