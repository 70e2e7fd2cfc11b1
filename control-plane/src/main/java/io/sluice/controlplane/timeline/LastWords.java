package io.sluice.controlplane.timeline;

import io.sluice.controlplane.explanation.FfmpegEnd;
import io.sluice.schemas.FfmpegLine;
import io.sluice.schemas.FfmpegReport;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What FFmpeg said before it ended, from its report, or from the fact when there is none.
public final class LastWords {
  private static final int LINES = 8;

  private LastWords() {}

  public static List<String> of(FfmpegEnd end, @Nullable FfmpegReport report) {
    List<String> all =
        report == null
            ? end.lastLines()
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
