package io.sluice.standalone.cli;

import io.sluice.identity.CommandId;
import io.sluice.identity.ProcessId;
import io.sluice.standalone.cli.terminal.KafkaOptions;
import io.sluice.standalone.cli.terminal.ProcessIds;
import io.sluice.standalone.orchestrator.NotSettledException;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "restart",
    description = "End the FFmpeg of a process in order and start it anew.",
    footer = {
      "",
      "Exit code: 0 accepted or nothing to do, 1 rejected or not reached,",
      "2 wrong use."
    })
final class RestartCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The process to restart.")
  private String id = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "asked for on the command line",
      description = "Why, for whoever reads the history.")
  private String reason = "";

  @Option(names = "--json", description = "Print the outcome as JSON.")
  private boolean json;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Override
  public Integer call() throws InterruptedException, NotSettledException {
    ProcessId process = ProcessIds.read(id);
    var commandId = new CommandId(UUID.randomUUID().toString());
    return SettlementPrinter.print(
        kafka.orchestrator().restart(commandId, process, reason), "restart", json);
  }
}
