package io.sluice.standalone.cli.terminal;

import io.sluice.controlplane.archive.Archive;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.standalone.orchestrator.KafkaOrchestrator;
import io.sluice.standalone.orchestrator.WorkerDrains;
import java.time.Duration;
import picocli.CommandLine.Option;

/// Which Kafka to talk to.
public final class KafkaOptions {
  private static final String ISSUER = "sluice-cli";

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9092",
      description = "Kafka to talk to. Default: 127.0.0.1:9092.")
  private String bootstrap = "";

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "15",
      description = "How long to wait for Kafka and for the outcome. Default: 15.")
  private int timeoutSeconds;

  public KafkaOrchestrator orchestrator() {
    return new KafkaOrchestrator(connection(), patience(), ISSUER);
  }

  public WorkerDrains drains() {
    return new WorkerDrains(connection(), patience(), ISSUER);
  }

  /// The past as it stands in Kafka; long readings show their progress.
  public Archive archive() {
    return archive(ProgressBar.ofThisTerminal());
  }

  /// One of several that are read at once, with one bar.
  public Archive archive(ProgressBar progress) {
    return Archive.open(connection(), patience(), progress.reading());
  }

  public KafkaConnection connection() {
    return KafkaConnection.to(bootstrap);
  }

  public Duration patience() {
    if (timeoutSeconds < 1) {
      throw UserErrorException.usage("--timeout must be at least 1");
    }
    return Duration.ofSeconds(timeoutSeconds);
  }
}
