package io.sluice.standalone.cli;

import io.sluice.controlplane.api.ProcessReading;
import io.sluice.identity.CommandId;
import io.sluice.standalone.cli.terminal.KafkaOptions;
import io.sluice.standalone.orchestrator.NotSettledException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "update",
    description = "Run a started process by another configuration from now on.",
    footer = {
      "",
      "What FFmpeg need not know applies at once; another job restarts FFmpeg and",
      "keeps the publisher; other codecs or wishes place the process anew.",
      "",
      "Exit code: 0 accepted or nothing to do, 1 rejected or not reached,",
      "2 wrong use or file."
    })
final class UpdateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE.json",
      description = "The whole of the process, as docs/commands.md has it.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Print the outcome as JSON.")
  private boolean json;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Override
  public Integer call() throws InterruptedException, NotSettledException {
    ProcessReading.Read process = ProcessFile.read(file);
    var commandId = new CommandId(UUID.randomUUID().toString());
    return SettlementPrinter.print(
        kafka.orchestrator().update(commandId, process.id(), process.config()), "update", json);
  }
}
