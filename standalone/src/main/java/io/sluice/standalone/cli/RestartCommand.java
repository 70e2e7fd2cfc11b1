package io.sluice.standalone.cli;

import io.sluice.standalone.orchestrator.KafkaOrchestrator;
import io.sluice.standalone.orchestrator.NotSettledException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "restart",
    description = "End the FFmpeg of a process in order and start it anew.",
    footer = {
      "",
      "Exit code: 0 accepted or nothing to do, 1 rejected or not reached,",
      "2 wrong use."
    })
final class RestartCommand extends ReasonedCommand {
  @Parameters(paramLabel = "ID", description = "The process to restart.")
  private String id = "";

  @Override
  public Integer call() throws InterruptedException, NotSettledException {
    return settle(id, "restart", KafkaOrchestrator::restart);
  }
}
