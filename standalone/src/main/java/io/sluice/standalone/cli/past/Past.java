package io.sluice.standalone.cli.past;

import io.sluice.controlplane.archive.Span;
import io.sluice.controlplane.history.TransitionRecords;
import io.sluice.controlplane.process.Process;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.standalone.cli.terminal.UserErrorException;
import java.util.List;

/// The past of one process, from Kafka or from an exported file.
interface Past extends AutoCloseable {
  ProcessId process();

  /// The process before the first transition that is known.
  Process before();

  /// What happened within `span`, in order.
  List<Transition> history(Span span);

  /// The last report of each run of FFmpeg, the earliest first.
  List<FfmpegReport> reports();

  @Override
  void close();

  /// The process after the last transition of `span`.
  default Process after(Span span) {
    List<Transition> history = history(span);
    if (history.isEmpty()) {
      throw UserErrorException.failed("nothing had happened to " + process() + " by then");
    }
    return after(history);
  }

  /// The process after `history`, which begins with the first transition that is known.
  default Process after(List<Transition> history) {
    var records = new TransitionRecords(RecordCodec.standard(), "");
    Process process = before();
    for (Transition transition : history) {
      if (transition.getSequence() != process.sequence() + 1) {
        throw UserErrorException.failed(
            "the history of %s has a hole: %d is followed by %d"
                .formatted(process(), process.sequence(), transition.getSequence()));
      }
      var read = records.read(transition);
      process = process.after(read.events(), read.circumstances().now());
    }
    return process;
  }
}
