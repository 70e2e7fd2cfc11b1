package io.sluice.standalone.cli;

import io.sluice.standalone.orchestrator.KafkaOrchestrator;
import io.sluice.standalone.orchestrator.NotSettledException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "stop",
    description = "Write StopProcess to Kafka and wait for its outcome.",
    footer = {
      "",
      "Exit code: 0 accepted or nothing to do, 1 rejected or not reached,",
      "2 wrong use."
    })
final class StopCommand extends ReasonedCommand {
  @Parameters(paramLabel = "ID", description = "The process to end.")
  private String id = "";

  @Override
  public Integer call() throws InterruptedException, NotSettledException {
    return settle(id, "stop", KafkaOrchestrator::stop);
  }
}
