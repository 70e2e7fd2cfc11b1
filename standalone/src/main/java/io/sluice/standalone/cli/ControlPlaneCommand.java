package io.sluice.standalone.cli;

import io.sluice.controlplane.ControlPlane;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "control-plane",
    description = "Run a control plane against a Kafka that is there, until Ctrl-C.",
    footer = {"", "Exit code: 1 when it could not start, 2 wrong use, 130 after Ctrl-C."})
final class ControlPlaneCommand implements Callable<Integer> {
  private static final int DEFAULT_PORT = 8080;

  @Option(
      names = "--instance-id",
      paramLabel = "NAME",
      description = "Its name in the history. Default: the host's name.")
  private @Nullable String instanceId;

  @Mixin private PartOptions part = new PartOptions();
  @Mixin private LogOptions log = new LogOptions();

  @Override
  public Integer call() {
    log.toConsole();
    Map<String, Object> properties = part.properties(DEFAULT_PORT);
    if (instanceId != null) {
      properties.put("sluice.control-plane.instance-id", instanceId);
    }
    ControlPlane controlPlane = Started.orExplained(() -> ControlPlane.start(properties));
    System.out.println("control plane at " + controlPlane.url() + ", health at /health");
    return UntilInterrupted.keep(controlPlane, new CompletableFuture<>());
  }
}
