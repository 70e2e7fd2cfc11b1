package io.sluice.standalone.cli.past;

import io.sluice.controlplane.archive.Span;
import io.sluice.controlplane.past.Past;
import io.sluice.controlplane.process.Process;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.Transition;
import io.sluice.standalone.cli.terminal.UserErrorException;
import java.util.List;

/// Where the past of one process is read: Kafka, or an exported file.
interface PastSource extends AutoCloseable {
  ProcessId process();

  /// The process before the first transition that is known.
  Process before();

  /// What happened within `span`, in order.
  List<Transition> history(Span span);

  /// The last report of each run of FFmpeg, the earliest first.
  List<FfmpegReport> reports();

  @Override
  void close();

  /// What happened up to the end of `span`, which begins with the first transition that is known.
  default Past past(Span span) {
    return Past.after(before()).and(history(span));
  }

  /// The process after the last transition of `span`.
  default Process after(Span span) {
    Past past = past(span);
    if (past.transitions().isEmpty()) {
      throw UserErrorException.failed("nothing had happened to " + process() + " by then");
    }
    return last(past);
  }

  /// The process after `past`.
  static Process last(Past past) {
    return past.last()
        .orElseThrow(() ->
            UserErrorException.failed(
                "the history of %s has a hole before transition %d"
                    .formatted(past.process(), past.transitions().getFirst().getSequence())));
  }
}
