package io.sluice.standalone.cli;

import io.sluice.eventlog.broker.BrokerStartException;
import io.sluice.standalone.PortTakenException;
import io.sluice.standalone.Standalone;
import io.sluice.standalone.StandaloneConfig;
import io.sluice.standalone.cli.terminal.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    description = "Run Kafka, a control plane and a worker in one JVM until Ctrl-C.",
    footer = {
      "",
      "Processes and their history are kept in DIR; after a restart what ran runs again.",
      "Exit code: 1 when it could not start, 2 wrong use, 130 after Ctrl-C."
    })
final class UpCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "HTTP: API and WHIP. Default: 8080.")
  private int port;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Kafka, on 127.0.0.1. Default: 9092.")
  private int kafkaPort;

  @Option(
      names = "--media-port",
      paramLabel = "PORT",
      defaultValue = "8189",
      description = "UDP port of all publishers. Default: 8189.")
  private int mediaPort;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address to serve HTTP and media on; 0.0.0.0 for all. Default: 127.0.0.1,"
              + " for publishers on this machine.")
  private String host = "";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder for Kafka, the log, and in DIR/out the outputs. Default: data in the"
              + " checkout.")
  private @Nullable Path data;

  @Mixin private LogOptions log = new LogOptions();

  @Override
  public Integer call() {
    Path folder = data == null ? Home.folder().resolve("data") : data.toAbsolutePath();
    log.toFile(prepared(folder).resolve("sluice.log"));
    Standalone standalone = start(folder);
    show(standalone, folder);
    return UntilInterrupted.keep(standalone, standalone.ended());
  }

  private Standalone start(Path folder) {
    var config =
        new StandaloneConfig(
            host,
            Ports.checked(port, "--port"),
            Ports.checked(kafkaPort, "--kafka-port"),
            Ports.checked(mediaPort, "--media-port"),
            folder.resolve("kafka"),
            folder.resolve("out"),
            StandaloneConfig.PARTITIONS,
            Map.of());
    try {
      return Standalone.start(config, part -> System.out.println("starting " + part + " …"));
    } catch (PortTakenException | BrokerStartException e) {
      throw UserErrorException.failed(String.valueOf(e.getMessage()));
    }
  }

  private static Path prepared(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw UserErrorException.failed("the folder " + folder + " cannot be made: " + e);
    }
  }

  private void show(Standalone standalone, Path folder) {
    System.out.printf(
        """
        Sluice is up.
          console  %s/
          WHIP     %s
          API      %s/api/v1/processes
          health   %s/health
          Kafka    %s
          media    UDP %s:%d
          outputs  %s
          log      %s
        Try: sluice start FILE.json; sluice publish %s; Ctrl-C ends it.
        """,
        standalone.url(),
        standalone.whipEndpoint("{process id}"),
        standalone.url(),
        standalone.url(),
        standalone.kafka(),
        host,
        mediaPort,
        folder.resolve("out"),
        folder.resolve("sluice.log"),
        standalone.whipEndpoint("ID"));
  }
}
