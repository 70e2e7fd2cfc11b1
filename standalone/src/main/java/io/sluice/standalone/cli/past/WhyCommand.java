package io.sluice.standalone.cli.past;

import io.sluice.controlplane.archive.Span;
import io.sluice.controlplane.explanation.Explainer;
import io.sluice.controlplane.explanation.Explanation;
import io.sluice.controlplane.history.ProcessSnapshotRecords;
import io.sluice.controlplane.history.RecordedTransition;
import io.sluice.controlplane.history.TransitionRecords;
import io.sluice.controlplane.process.WorkerFact.FfmpegExited;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.standalone.cli.terminal.ExitCode;
import io.sluice.standalone.cli.terminal.Times;
import io.sluice.standalone.cli.terminal.UserErrorException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "why",
    description = {
      "Explain what happened to a process: from the command over decisions and facts",
      "to the end of FFmpeg and the teardown, with what FFmpeg said last."
    },
    footer = {"", "Exit code: 0 shown, 1 no such process or Kafka not reached, 2 wrong use."})
public final class WhyCommand implements Callable<Integer> {
  @Mixin private PastOptions past = new PastOptions();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SEQ|TIME",
      description =
          "The transition to explain, or when: the first interruption at 02:13, say."
              + " Default: the last interruption.")
  private @Nullable String when;

  @Override
  public Integer call() {
    try (Past source = past.open()) {
      List<RecordedTransition> history = read(source);
      Explanation explanation = explain(new Explainer(history), source);
      FfmpegExited exit = explanation.ffmpegExit();
      FfmpegReport report = exit == null ? null : report(source, exit);
      ProcessSnapshot now = ProcessSnapshotRecords.write(source.after(Span.ALL));
      if (past.json()) {
        past.out().println(WhyJson.of(explanation, report, now));
      } else {
        WhyText.lines(explanation, report, now).forEach(past.out()::println);
      }
    }
    return ExitCode.DONE;
  }

  private Explanation explain(Explainer explainer, Past source) {
    if (when == null) {
      return explainer.last();
    }
    if (when.matches("\\d{1,18}")) {
      return explainer
          .of(Long.parseLong(when))
          .orElseThrow(
              () -> UserErrorException.failed(source.process() + " has no transition " + when));
    }
    Times time = Times.read(when, Instant.now());
    return explainer
        .at(time.begin(), time.end())
        .orElseThrow(() ->
            UserErrorException.failed("nothing had happened to " + source.process() + " by then"));
  }

  private static List<RecordedTransition> read(Past source) {
    var records = new TransitionRecords(RecordCodec.standard(), "");
    List<RecordedTransition> history =
        source.history(Span.ALL).stream().map(records::read).toList();
    if (history.isEmpty()) {
      throw UserErrorException.failed("nothing ever happened to a process " + source.process());
    }
    return history;
  }

  private static @Nullable FfmpegReport report(Past source, FfmpegExited exit) {
    return source.reports().stream()
        .filter(report ->
            report.getGeneration() == exit.origin().generation().value()
                && report.getAttempt() == exit.attempt())
        .findFirst()
        .orElse(null);
  }
}
