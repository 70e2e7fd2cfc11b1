package io.sluice.standalone.cli.past;

import io.sluice.controlplane.archive.Span;
import io.sluice.controlplane.explanation.Explainer;
import io.sluice.controlplane.explanation.Explanation;
import io.sluice.controlplane.explanation.FfmpegEnd;
import io.sluice.controlplane.history.ProcessSnapshotRecords;
import io.sluice.controlplane.past.Past;
import io.sluice.controlplane.timeline.WhyJson;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.standalone.cli.terminal.ExitCode;
import io.sluice.standalone.cli.terminal.Times;
import io.sluice.standalone.cli.terminal.UserErrorException;
import java.time.Instant;
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
    try (PastSource source = past.open()) {
      Past known = source.past(Span.ALL);
      Explanation explanation = explain(known);
      FfmpegReport report = report(source, explanation.ffmpegEnd());
      if (past.json()) {
        past.out().println(WhyJson.of(source.process(), explanation, report, known.snapshot()));
      } else {
        ProcessSnapshot now = ProcessSnapshotRecords.write(PastSource.last(known));
        WhyText.lines(explanation, report, now).forEach(past.out()::println);
      }
    }
    return ExitCode.DONE;
  }

  private Explanation explain(Past known) {
    Explainer explainer =
        known
            .explainer()
            .orElseThrow(() ->
                UserErrorException.failed("nothing ever happened to a process " + known.process()));
    if (when == null) {
      return explainer.last();
    }
    if (when.matches("\\d{1,18}")) {
      return explainer
          .of(Long.parseLong(when))
          .orElseThrow(
              () -> UserErrorException.failed(known.process() + " has no transition " + when));
    }
    Times time = Times.read(when, Instant.now());
    return explainer
        .at(time.begin(), time.end())
        .orElseThrow(() ->
            UserErrorException.failed("nothing had happened to " + known.process() + " by then"));
  }

  private static @Nullable FfmpegReport report(PastSource source, @Nullable FfmpegEnd end) {
    if (end == null) {
      return null;
    }
    return source.reports().stream()
        .filter(report ->
            report.getGeneration() == end.generation() && report.getAttempt() == end.attempt())
        .findFirst()
        .orElse(null);
  }
}
