package io.sluice.standalone.cli;

import io.sluice.controlplane.timeline.RecordJson;
import io.sluice.controlplane.timeline.TimelineText;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.Transition;
import io.sluice.standalone.cli.terminal.ExitCode;
import io.sluice.standalone.cli.terminal.KafkaOptions;
import io.sluice.standalone.cli.terminal.ProcessIds;
import io.sluice.standalone.cli.terminal.UserErrorException;
import io.sluice.standalone.orchestrator.KafkaOrchestrator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "events",
    description = "Tell what happened to a process: time, number of the transition, event.",
    footer = {"", "Exit code: 0 shown, 1 no such process or Kafka not reached, 2 wrong use."})
final class EventsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The process.")
  private String id = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what happens from now on, until Ctrl-C.")
  private boolean follow;

  @Option(names = "--json", description = "One transition a line, as JSON.")
  private boolean json;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  private final TimelineText text = new TimelineText();
  private long shown;

  @Override
  public Integer call() throws InterruptedException {
    ProcessId process = ProcessIds.read(id);
    KafkaOrchestrator orchestrator = kafka.orchestrator();
    if (!follow) {
      return showHistory(orchestrator, process);
    }
    // Following begins first: what is told twice is shown once.
    try (var _ = orchestrator.follow(process, this::showOnce)) {
      synchronized (this) { // what comes meanwhile waits its turn
        orchestrator.history(process).forEach(this::showOnce);
      }
      new CountDownLatch(1).await();
    }
    return ExitCode.DONE;
  }

  private int showHistory(KafkaOrchestrator orchestrator, ProcessId process) {
    List<Transition> history = orchestrator.history(process);
    if (history.isEmpty()) {
      throw UserErrorException.failed("nothing ever happened to a process " + process);
    }
    history.forEach(this::showOnce);
    return ExitCode.DONE;
  }

  private synchronized void showOnce(Transition transition) {
    if (transition.getSequence() <= shown) {
      return;
    }
    shown = transition.getSequence();
    if (json) {
      System.out.println(RecordJson.of(transition));
    } else {
      text.lines(transition).forEach(System.out::println);
    }
  }
}
