package io.sluice.standalone.cli.past;

import io.sluice.controlplane.timeline.UtcTime;
import io.sluice.controlplane.timeline.Wrapping;
import io.sluice.controlplane.verify.Finding.Gap;
import io.sluice.controlplane.verify.Finding.NotUnderstood;
import io.sluice.controlplane.verify.Finding.OtherDecision;
import io.sluice.controlplane.verify.Finding.OtherRoute;
import io.sluice.controlplane.verify.Finding.OtherState;
import io.sluice.controlplane.verify.Finding.Trouble;
import io.sluice.controlplane.verify.VerificationResult;
import io.sluice.standalone.cli.terminal.Colours;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a verification found, as lines for a terminal of 80 columns: the first trouble field by
/// field, then how many there are.
final class VerificationText {
  private static final int WIDTH = 80;

  private final List<String> lines = new ArrayList<>();

  private VerificationText() {}

  static List<String> lines(VerificationResult result, Duration took) {
    VerificationText text = new VerificationText();
    result.first().ifPresent(text::write);
    text.sum(result, took);
    return text.lines;
  }

  private void write(Trouble trouble) {
    lines.add(
        Colours.bad(
            "%s, transition %d, %s"
                .formatted(trouble.process(), trouble.sequence(), UtcTime.whole(trouble.at()))));
    switch (trouble) {
      case OtherDecision t -> {
        say("From the same " + t.cause() + " another decision would follow today:");
        lines.addAll(DifferenceText.lines(t.fields(), "recorded", "today"));
      }
      case OtherState t -> {
        say("The snapshot is not what the history comes to:");
        lines.addAll(DifferenceText.lines(t.fields(), "snapshot", "history"));
      }
      case OtherRoute t -> {
        say("The route is not what the state asks for:");
        lines.addAll(DifferenceText.lines(t.fields(), "route", "state"));
      }
      case Gap t -> say("The history has a hole: %d was to come next.".formatted(t.expected()));
      case NotUnderstood t -> say("This version does not understand it: " + t.problem());
    }
    lines.add("");
  }

  private void sum(VerificationResult result, Duration took) {
    double seconds = Math.max(1, took.toMillis()) / 1000.0;
    say(
        String.format(
            Locale.ROOT,
            "%,d transitions of %,d processes verified in %.1f s (%,.0f a second)%s; %,d snapshots"
                + " and %,d routes compared.",
            result.compared(),
            result.processes(),
            seconds,
            result.compared() / seconds,
            result.followed() == 0
                ? ""
                : String.format(Locale.ROOT, ", %,d more only followed", result.followed()),
            result.snapshots(),
            result.routes()));
    long processes = result.troubles().stream().map(Trouble::process).distinct().count();
    lines.add(
        result.troubles().isEmpty()
            ? Colours.good("No difference.")
            : Colours.bad(
                String.format(
                    Locale.ROOT,
                    "%,d differences in %,d processes; the first is above.",
                    result.troubles().size(),
                    processes)));
  }

  private void say(String text) {
    lines.addAll(Wrapping.lines(text, WIDTH));
  }
}
