package io.sluice.standalone.cli;

import io.sluice.identity.CommandId;
import io.sluice.identity.ProcessId;
import io.sluice.standalone.cli.terminal.KafkaOptions;
import io.sluice.standalone.cli.terminal.ProcessIds;
import io.sluice.standalone.orchestrator.KafkaOrchestrator;
import io.sluice.standalone.orchestrator.NotSettledException;
import io.sluice.standalone.orchestrator.Settlement;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A command to one process that says why, and nothing else.
abstract class ReasonedCommand implements Callable<Integer> {
  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "asked for on the command line",
      description = "Why, for whoever reads the history.")
  private String reason = "";

  @Option(names = "--json", description = "Print the outcome as JSON.")
  private boolean json;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  /// Writes the command and waits for its outcome.
  interface Order {
    Settlement give(
        KafkaOrchestrator orchestrator, CommandId commandId, ProcessId process, String reason)
        throws NotSettledException, InterruptedException;
  }

  /// @param name of the command, for whoever reads what came of it
  int settle(String id, String name, Order order) throws NotSettledException, InterruptedException {
    ProcessId process = ProcessIds.read(id);
    var commandId = new CommandId(UUID.randomUUID().toString());
    return SettlementPrinter.print(
        order.give(kafka.orchestrator(), commandId, process, reason), name, json);
  }
}
