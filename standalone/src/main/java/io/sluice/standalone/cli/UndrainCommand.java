package io.sluice.standalone.cli;

import io.sluice.identity.WorkerId;
import io.sluice.standalone.cli.terminal.ExitCode;
import io.sluice.standalone.cli.terminal.KafkaOptions;
import io.sluice.standalone.cli.terminal.WorkerIds;
import io.sluice.standalone.orchestrator.WorkerDrains;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "undrain",
    description = "Let a drained worker take processes again. What has left it stays where it is.",
    footer = {"", "Exit code: 0 done, 1 no such worker or Kafka not reached, 2 wrong use."})
final class UndrainCommand implements Callable<Integer> {
  @Parameters(paramLabel = "WORKER", description = "The worker to take back.")
  private String id = "";

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    WorkerDrains drains = kafka.drains();
    WorkerId worker = WorkerIds.known(id, drains.workers());
    drains.withdraw(worker);
    Objects.requireNonNull(spec)
        .commandLine()
        .getOut()
        .println(worker + " may take processes again");
    return ExitCode.DONE;
  }
}
