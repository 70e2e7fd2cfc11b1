package io.sluice.controlplane.timeline;

import io.sluice.schemas.FfmpegLine;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.Reception;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A report as lines for a terminal of 80 columns: which run, command line, progress, end, what
/// FFmpeg said.
public final class ReportText {
  private static final int WIDTH = 80;
  private static final String INDENT = "  ";
  private static final int TIME_WIDTH = "06:12:45.123Z ".length();

  private ReportText() {}

  public static List<String> lines(FfmpegReport report) {
    List<String> lines = new ArrayList<>();
    lines.addAll(wrapped("", head(report)));
    lines.addAll(
        wrapped(
            "",
            "started "
                + UtcTime.whole(report.getStartedAt())
                + ", reported "
                + UtcTime.whole(report.getAt())));
    lines.addAll(wrapped("", "progress " + progress(report)));
    report
        .getReception()
        .ifPresent(reception -> lines.addAll(wrapped("", "publisher " + words(reception))));
    lines.addAll(wrapped("", exit(report)));
    lines.add("");
    lines.add("command line:");
    lines.addAll(wrapped(INDENT, "ffmpeg " + String.join(" ", report.getArguments())));
    lines.add("");
    lines.addAll(said(report));
    return lines;
  }

  /// How the run ended, or that it goes on.
  public static String exit(FfmpegReport report) {
    if (!report.getEnded()) {
      return "runs, as far as is known";
    }
    String how =
        report
            .getExitCode()
            .map(code -> "exit code " + code)
            .or(() -> report.getSignal().map(signal -> "signal " + signal))
            .orElse("was never started");
    return "ended " + report.getReason() + ", " + how + (report.getExpected() ? ", as asked" : "");
  }

  private static String head(FfmpegReport report) {
    return "%s, run %d/%d on %s, FFmpeg %s, pid %d"
        .formatted(
            report.getProcessId(),
            report.getGeneration(),
            report.getAttempt(),
            report.getWorkerId(),
            report.getFfmpegVersion().isEmpty() ? "?" : report.getFfmpegVersion(),
            report.getPid());
  }

  private static String progress(FfmpegReport report) {
    List<String> parts = new ArrayList<>();
    Duration written = Duration.ofNanos(report.getOutTime() * 1000);
    parts.add(
        String.format(
            Locale.ROOT,
            "%d:%02d:%02d.%03d",
            written.toHours(),
            written.toMinutesPart(),
            written.toSecondsPart(),
            written.toMillisPart()));
    add(parts, report.getFrames(), "%.0f frames");
    add(parts, report.getFps(), "%.1f fps");
    add(parts, report.getBitrate() < 0 ? -1 : report.getBitrate() / 1000.0, "%.0f kbit/s");
    add(parts, report.getSpeed(), "speed %.2f");
    add(parts, report.getDropped(), "%.0f dropped");
    add(parts, report.getDuplicated(), "%.0f duplicated");
    add(parts, report.getBytes(), "%.0f bytes");
    return String.join(", ", parts);
  }

  private static String words(Reception reception) {
    List<String> parts = new ArrayList<>();
    parts.add(reception.getPacketsReceived() + " packets came");
    parts.add(reception.getPacketsMissed() + " were lost on the way");
    parts.add(reception.getPacketsLost() + " for good");
    add(parts, reception.getVideoJitter() / 1000.0, "jitter of the picture %.1f ms");
    add(parts, reception.getAudioJitter() / 1000.0, "of the sound %.1f ms");
    add(parts, reception.getRepeatTime() / 1000.0, "sent again within %.0f ms");
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, double value, String format) {
    if (value >= 0) {
      parts.add(String.format(Locale.ROOT, format, value));
    }
  }

  private static List<String> said(FfmpegReport report) {
    if (report.getFirstLines().isEmpty()) {
      return List.of("FFmpeg said nothing.");
    }
    List<String> lines = new ArrayList<>();
    lines.add("FFmpeg said:");
    report.getFirstLines().forEach(line -> lines.addAll(said(line)));
    if (report.getOmittedLines() > 0) {
      lines.add(INDENT + "… " + report.getOmittedLines() + " lines are not kept …");
    }
    report.getLastLines().forEach(line -> lines.addAll(said(line)));
    return lines;
  }

  private static List<String> said(FfmpegLine line) {
    List<String> lines = new ArrayList<>();
    String time = UtcTime.ofDay(line.getAt());
    // Nothing that FFmpeg repeats may steer the terminal.
    String text = line.getText().replaceAll("\\p{Cntrl}", " ");
    for (String part : Wrapping.lines(text, WIDTH - TIME_WIDTH)) {
      lines.add((time + " ".repeat(TIME_WIDTH - time.length()) + part).stripTrailing());
      time = "";
    }
    return lines;
  }

  private static List<String> wrapped(String indent, String text) {
    return Wrapping.lines(text, WIDTH - indent.length()).stream()
        .map(line -> indent + line)
        .toList();
  }
}
