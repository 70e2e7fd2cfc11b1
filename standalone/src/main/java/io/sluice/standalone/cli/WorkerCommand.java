package io.sluice.standalone.cli;

import io.sluice.worker.IngestWorker;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "worker",
    description = "Run an ingest worker against a Kafka that is there, until Ctrl-C.",
    footer = {
      "",
      "Exit code: 1 when it could not start or ended by itself, 2 wrong use,",
      "130 after Ctrl-C."
    })
final class WorkerCommand implements Callable<Integer> {
  private static final int DEFAULT_PORT = 8081;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description =
          "Its name in the fleet, the same after each restart. Default: SLUICE_WORKER_ID,"
              + " else the host's name.")
  private @Nullable String id;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for outputs that are paths. Default: SLUICE_WORKER_OUT_DIR, else data/out"
              + " in the checkout.")
  private @Nullable Path out;

  @Option(
      names = "--media-host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address that media is received on; 0.0.0.0 for all of IPv4, :: for all. Default:"
              + " 127.0.0.1.")
  private String mediaHost = "";

  @Option(
      names = "--media-port",
      paramLabel = "PORT",
      defaultValue = "8189",
      description = "UDP port of all publishers. Default: 8189.")
  private int mediaPort;

  @Mixin private PartOptions part = new PartOptions();
  @Mixin private LogOptions log = new LogOptions();

  @Override
  public Integer call() {
    log.toConsole();
    Map<String, Object> properties = part.properties(DEFAULT_PORT);
    properties.putIfAbsent("sluice.worker.media-host", mediaHost);
    properties.putIfAbsent("sluice.worker.media-port", Ports.checked(mediaPort, "--media-port"));
    if (id != null) {
      properties.put("sluice.worker.id", id);
    }
    if (out != null) {
      properties.put("sluice.worker.out-dir", out.toAbsolutePath().toString());
    } else if (System.getenv("SLUICE_WORKER_OUT_DIR") == null) {
      properties.putIfAbsent("sluice.worker.out-dir", Home.folder().resolve("data/out").toString());
    }
    IngestWorker worker = Started.orExplained(() -> IngestWorker.start(properties));
    System.out.println("worker at " + worker.url() + ", health at /health");
    return UntilInterrupted.keep(worker::retire, worker.ended());
  }
}
