package io.sluice.standalone.cli;

import io.sluice.standalone.orchestrator.KafkaOrchestrator;
import io.sluice.standalone.orchestrator.NotSettledException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "release",
    description = "Try a quarantined process again, its failures forgotten.",
    footer = {
      "",
      "Exit code: 0 accepted or nothing to do, 1 rejected or not reached,",
      "2 wrong use."
    })
final class ReleaseCommand extends ReasonedCommand {
  @Parameters(paramLabel = "ID", description = "The quarantined process.")
  private String id = "";

  @Override
  public Integer call() throws InterruptedException, NotSettledException {
    return settle(id, "release", KafkaOrchestrator::release);
  }
}
