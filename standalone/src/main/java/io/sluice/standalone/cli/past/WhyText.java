package io.sluice.standalone.cli.past;

import io.sluice.controlplane.explanation.Explanation;
import io.sluice.controlplane.explanation.FfmpegEnd;
import io.sluice.controlplane.explanation.Step;
import io.sluice.controlplane.process.WorkerFact.PublisherDisconnected;
import io.sluice.controlplane.timeline.LastWords;
import io.sluice.controlplane.timeline.UtcTime;
import io.sluice.controlplane.timeline.Wrapping;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.standalone.cli.terminal.Colours;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An explanation as lines for a terminal of 80 columns.
final class WhyText {
  private static final int WIDTH = 80;
  private static final String INDENT = "  ";
  private static final String LAYOUT = "%-13s %5s  %s";
  private static final int WORDS_WIDTH = WIDTH - 13 - 1 - 5 - 2;
  private static final int STEPS_FIRST = 4;
  private static final int STEPS_LAST = 12;

  private final List<String> lines = new ArrayList<>();

  private WhyText() {}

  static List<String> lines(
      Explanation explanation, @Nullable FfmpegReport report, ProcessSnapshot now) {
    WhyText text = new WhyText();
    text.head(explanation, now.getProcessId());
    text.chain(explanation);
    text.ffmpeg(explanation.ffmpegEnd(), report, now.getProcessId());
    text.session(explanation.publisherLeft(), now.getProcessId());
    text.following(explanation, now.getProcessId());
    text.now(now);
    return text.lines;
  }

  private void head(Explanation explanation, String process) {
    Step subject = explanation.subject();
    Step because = explanation.because();
    lines.add(
        Colours.strong(
            "%s at %s, transition %d"
                .formatted(process, UtcTime.whole(subject.at()), subject.sequence())));
    sentence(subject.words()).forEach(lines::add);
    if (because.sequence() != subject.sequence()) {
      sentence("because " + because.words() + " (" + because.sequence() + ")").stream()
          .map(Colours::bad)
          .forEach(lines::add);
    }
  }

  private void chain(Explanation explanation) {
    List<Step> chain = explanation.leadingUp();
    heading("What led to it");
    int left = chain.size() - STEPS_FIRST - STEPS_LAST;
    for (int i = 0; i < chain.size(); i++) {
      if (left > 0 && i == STEPS_FIRST) {
        lines.add(INDENT + "… " + left + " more of the kind …");
        i += left;
      }
      step(chain.get(i), chain.get(i).equals(explanation.because()));
    }
  }

  private void ffmpeg(@Nullable FfmpegEnd end, @Nullable FfmpegReport report, String process) {
    if (end == null) {
      return;
    }
    String run = end.run();
    List<String> said = LastWords.of(end, report);
    if (said.isEmpty()) {
      heading("FFmpeg of run " + run + " said nothing");
      return;
    }
    heading("What FFmpeg of run " + run + " said last");
    for (String line : said) {
      Wrapping.lines(line, WIDTH - INDENT.length()).forEach(part -> lines.add(INDENT + part));
    }
    if (report != null) {
      lines.addAll(
          Wrapping.lines("(all of it: sluice report " + process + " --run " + run + ")", WIDTH));
    }
  }

  private void session(@Nullable PublisherDisconnected left, String process) {
    if (left != null) {
      lines.add("");
      lines.addAll(
          Wrapping.lines(
              "(step by step: sluice session " + process + " " + left.sessionId() + ")", WIDTH));
    }
  }

  private void following(Explanation explanation, String process) {
    if (!explanation.following().isEmpty()) {
      heading("What followed");
      explanation.following().forEach(step -> step(step, false));
    }
  }

  private void now(ProcessSnapshot now) {
    lines.add("");
    String where = now.getWorkerId().map(worker -> " on " + worker).orElse("");
    String why = now.getReason().isEmpty() ? "" : " (" + now.getReason() + ")";
    sentence(
            "now it is "
                + now.getState()
                + why
                + where
                + ", unchanged since "
                + UtcTime.whole(now.getChangedAt()))
        .forEach(lines::add);
  }

  private void heading(String text) {
    lines.add("");
    lines.add(Colours.strong(text));
  }

  private void step(Step step, boolean isCause) {
    String time = UtcTime.ofDay(step.at());
    String number = Long.toString(step.sequence());
    for (String part : Wrapping.lines(step.words(), WORDS_WIDTH)) {
      String line = LAYOUT.formatted(time, number, part).stripTrailing();
      lines.add(isCause ? Colours.bad(line) : line);
      time = "";
      number = "";
    }
  }

  private static List<String> sentence(String words) {
    return Wrapping.lines(Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".", WIDTH);
  }
}
