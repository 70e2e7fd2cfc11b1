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
    name = "release",
    description = "Try a quarantined process again, its failures forgotten.",
    footer = {
      "",
      "Exit code: 0 accepted or nothing to do, 1 rejected or not reached,",
      "2 wrong use."
    })
final class ReleaseCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The quarantined process.")
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
        kafka.orchestrator().release(commandId, process, reason), "release", json);
  }
}
