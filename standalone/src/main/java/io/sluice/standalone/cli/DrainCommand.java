package io.sluice.standalone.cli;

import io.sluice.identity.WorkerId;
import io.sluice.schemas.DrainWorker;
import io.sluice.standalone.cli.terminal.ExitCode;
import io.sluice.standalone.cli.terminal.KafkaOptions;
import io.sluice.standalone.cli.terminal.Lengths;
import io.sluice.standalone.cli.terminal.WorkerIds;
import io.sluice.standalone.orchestrator.DrainProgress;
import io.sluice.standalone.orchestrator.DrainWatch;
import io.sluice.standalone.orchestrator.WorkerDrains;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "drain",
    description = {
      "Move all processes of a worker to others, and tell how far that is: at once those",
      "that nobody publishes to, the others when their publisher leaves or at the deadline.",
      "It takes no process until `undrain`. Ctrl-C ends the telling, not the drain."
    },
    footer = {
      "",
      "Exit code: 0 the worker is empty, 1 withdrawn meanwhile, no such worker or Kafka",
      "not reached, 2 wrong use, 130 after Ctrl-C."
    })
final class DrainCommand implements Callable<Integer> {
  @Parameters(paramLabel = "WORKER", description = "The worker to drain.")
  private String id = "";

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      defaultValue = "10m",
      description = "How long publishers may go on: 30s, 10m, 2h; 0s for not at all. Default: 10m.")
  private String deadline = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "asked for on the command line",
      description = "Why, for whoever looks at the worker.")
  private String reason = "";

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Instant by = Instant.now().plus(Lengths.read(deadline, "--deadline"));
    WorkerDrains drains = kafka.drains();
    WorkerId worker = WorkerIds.known(id, drains.workers());
    drains.drain(worker, by, reason);
    try (DrainWatch watch = drains.watch(worker)) {
      return follow(worker, watch);
    }
  }

  private int follow(WorkerId worker, DrainWatch watch) throws InterruptedException {
    String last = "";
    while (true) {
      Optional<DrainWorker> order = watch.order();
      if (order.isEmpty()) {
        tell("withdrawn: " + worker + " may take processes again");
        return ExitCode.FAILED;
      }
      DrainProgress progress = watch.progress();
      String line = DrainText.of(progress, order.get().getDeadline());
      if (!line.equals(last)) {
        tell(line);
        last = line;
      }
      if (progress.isDone()) {
        tell(worker + " is empty; it takes no process before `sluice undrain " + worker + "`");
        return ExitCode.DONE;
      }
      watch.awaitChange();
    }
  }

  private void tell(String line) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
