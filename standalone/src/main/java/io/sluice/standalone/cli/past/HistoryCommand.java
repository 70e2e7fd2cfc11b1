package io.sluice.standalone.cli.past;

import io.sluice.controlplane.archive.LiveHistory;
import io.sluice.controlplane.archive.Span;
import io.sluice.controlplane.timeline.RecordJson;
import io.sluice.controlplane.timeline.TimelineText;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.Transition;
import io.sluice.standalone.cli.terminal.ExitCode;
import io.sluice.standalone.cli.terminal.UserErrorException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "history",
    description = "Tell what happened to a process: time, number of the transition, event.",
    footer = {"", "Exit code: 0 shown, 1 no such process or Kafka not reached, 2 wrong use."})
public final class HistoryCommand implements Callable<Integer> {
  @Mixin private PastOptions past = new PastOptions();
  @Mixin private SpanOptions stretch = new SpanOptions();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what happens from now on, until Ctrl-C.")
  private boolean follow;

  private final TimelineText text = new TimelineText();
  private long shown;

  @Override
  public Integer call() throws InterruptedException {
    Span span = stretch.span();
    try (PastSource source = past.open()) {
      if (follow) {
        follow(source, span);
      }
      show(source, span);
    }
    return ExitCode.DONE;
  }

  private void show(PastSource source, Span span) {
    List<Transition> history = source.history(span);
    if (history.isEmpty()) {
      throw UserErrorException.failed(
          span.equals(Span.ALL)
              ? "nothing ever happened to a process " + source.process()
              : "nothing happened to " + source.process() + " in that time");
    }
    history.forEach(this::showOnce);
  }

  private void follow(PastSource source, Span span) throws InterruptedException {
    ProcessId process = source.process();
    var kafka = past.kafka();
    // Following begins first: what is told twice is shown once.
    try (var _ =
        LiveHistory.follow(kafka.connection(), kafka.patience(), t -> showIfOf(process, t))) {
      synchronized (this) { // what comes meanwhile waits its turn
        source.history(span).forEach(this::showOnce);
      }
      new CountDownLatch(1).await();
    }
  }

  private void showIfOf(ProcessId process, Transition transition) {
    if (process.value().equals(transition.getProcessId())) {
      showOnce(transition);
    }
  }

  private synchronized void showOnce(Transition transition) {
    if (transition.getSequence() <= shown) {
      return;
    }
    shown = transition.getSequence();
    if (past.json()) {
      past.out().println(RecordJson.of(transition));
    } else {
      text.lines(transition).forEach(past.out()::println);
    }
  }
}
