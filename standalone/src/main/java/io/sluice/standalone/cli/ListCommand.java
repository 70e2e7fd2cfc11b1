package io.sluice.standalone.cli;

import io.sluice.controlplane.timeline.RecordJson;
import io.sluice.controlplane.timeline.UtcTime;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.standalone.cli.terminal.ExitCode;
import io.sluice.standalone.cli.terminal.KafkaOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "List every process: state, worker, publisher, time of the last change.",
    footer = {"", "Exit code: 0 shown, 1 Kafka not reached, 2 wrong use."})
final class ListCommand implements Callable<Integer> {
  private static final int ID_WIDTH = 20;
  private static final int WORKER_WIDTH = 14;
  private static final String LAYOUT = "%-20s %-8s %-14s %-10s %-24s";

  @Option(names = "--json", description = "One process a line, as JSON.")
  private boolean json;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Override
  public Integer call() {
    List<ProcessSnapshot> processes = kafka.orchestrator().processes();
    if (json) {
      processes.forEach(process -> System.out.println(RecordJson.of(process)));
      return ExitCode.DONE;
    }
    System.out.println(LAYOUT.formatted("ID", "STATE", "WORKER", "PUBLISHER", "CHANGED").strip());
    processes.forEach(ListCommand::show);
    return ExitCode.DONE;
  }

  private static void show(ProcessSnapshot process) {
    String id = process.getProcessId();
    if (id.length() > ID_WIDTH) {
      System.out.println(id); // whole, so that it can be copied
      id = "";
    }
    System.out.println(
        LAYOUT
            .formatted(
                id,
                process.getState(),
                shortened(process.getWorkerId().orElse("-")),
                publisher(process),
                UtcTime.whole(process.getChangedAt()))
            .stripTrailing());
  }

  private static String publisher(ProcessSnapshot process) {
    if (process.getPublisher().isEmpty()) {
      return "-";
    }
    return process.getMediaFlowing() ? "sending" : "connected";
  }

  private static String shortened(String name) {
    return name.length() <= WORKER_WIDTH ? name : name.substring(0, WORKER_WIDTH - 1) + "…";
  }
}
