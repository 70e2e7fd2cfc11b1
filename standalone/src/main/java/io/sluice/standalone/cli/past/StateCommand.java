package io.sluice.standalone.cli.past;

import io.sluice.controlplane.archive.Span;
import io.sluice.controlplane.history.ProcessSnapshotRecords;
import io.sluice.controlplane.timeline.RecordJson;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.standalone.cli.terminal.ExitCode;
import io.sluice.standalone.cli.terminal.Times;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "state",
    description = "Show how a process stood at a moment, folded from its history.",
    footer = {"", "Exit code: 0 shown, 1 no such process or Kafka not reached, 2 wrong use."})
public final class StateCommand implements Callable<Integer> {
  @Mixin private PastOptions past = new PastOptions();

  @Option(
      names = "--at",
      paramLabel = "TIME|SEQ",
      description =
          "When: 2026-11-28T02:13:07Z, 02:13, 10m (ago), in UTC; or after the transition"
              + " of that number. Default: now.")
  private @Nullable String at;

  @Override
  public Integer call() {
    Span span = at == null ? Span.ALL : Span.until(Times.moment(at, Instant.now()));
    try (PastSource source = past.open()) {
      ProcessSnapshot state = ProcessSnapshotRecords.write(source.after(span));
      if (past.json()) {
        past.out().println(RecordJson.of(state));
      } else {
        StateText.lines(state).forEach(past.out()::println);
      }
    }
    return ExitCode.DONE;
  }
}
