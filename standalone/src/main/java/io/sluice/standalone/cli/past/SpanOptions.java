package io.sluice.standalone.cli.past;

import io.sluice.controlplane.archive.Moment;
import io.sluice.controlplane.archive.Span;
import io.sluice.standalone.cli.terminal.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which stretch of the past.
final class SpanOptions {
  @Option(
      names = "--from",
      paramLabel = "TIME|SEQ",
      description =
          "Begin then: 2026-11-28T02:13:07Z, 02:13, 10m (ago), in UTC; or the number of a"
              + " transition.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME|SEQ", description = "End then, that included.")
  private @Nullable String to;

  Span span() {
    Instant now = Instant.now();
    Moment begin = from == null ? null : Times.beginning(from, now);
    Moment end = to == null ? null : Times.moment(to, now);
    return new Span(begin, end);
  }
}
