package io.sluice.standalone.cli.past;

import io.sluice.controlplane.process.WorkerFact.FfmpegExited;
import io.sluice.schemas.FfmpegLine;
import io.sluice.schemas.FfmpegReport;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What FFmpeg said before it ended, from its report, or from the fact when there is none.
final class LastWords {
  private static final int LINES = 8;

  private LastWords() {}

  static List<String> of(FfmpegExited exit, @Nullable FfmpegReport report) {
    List<String> all =
        report == null
            ? exit.lastLines()
            : Stream.concat(report.getFirstLines().stream(), report.getLastLines().stream())
                .map(FfmpegLine::getText)
                .toList();
    return all.stream()
        .skip(Math.max(0, all.size() - LINES))
        // Nothing that FFmpeg repeats may steer the terminal.
        .map(line -> line.replaceAll("\\p{Cntrl}", " "))
        .toList();
  }
}
