package io.sluice.standalone.cli;

import io.sluice.controlplane.api.ProcessReading;
import io.sluice.identity.CommandId;
import io.sluice.standalone.cli.terminal.KafkaOptions;
import io.sluice.standalone.cli.terminal.UserErrorException;
import io.sluice.standalone.orchestrator.NotSettledException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "start",
    description = "Write StartProcess to Kafka and wait for its outcome.",
    footer = {"", "Exit code: 0 accepted, 1 rejected or not reached, 2 wrong use or file."})
final class StartCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE.json", description = "The process, as docs/commands.md has it.")
  private Path file = Path.of("");

  @Option(
      names = "--command-id",
      paramLabel = "ID",
      description =
          "Id of the command. One that was used before gets its first outcome"
              + " again. Default: a new one.")
  private @Nullable String commandId;

  @Option(names = "--json", description = "Print the outcome as JSON.")
  private boolean json;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Override
  public Integer call() throws InterruptedException, NotSettledException {
    ProcessReading.Read process = ProcessFile.read(file);
    return SettlementPrinter.print(
        kafka.orchestrator().start(commandId(), process.id(), process.config()), "start", json);
  }

  private CommandId commandId() {
    if (commandId == null) {
      return new CommandId(UUID.randomUUID().toString());
    }
    String problem = CommandId.problem(commandId);
    if (!problem.isEmpty()) {
      throw UserErrorException.usage("--command-id " + problem);
    }
    return new CommandId(commandId);
  }
}
