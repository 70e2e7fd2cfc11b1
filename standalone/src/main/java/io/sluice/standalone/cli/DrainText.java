package io.sluice.standalone.cli;

import io.sluice.standalone.orchestrator.DrainProgress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// How far a drain is, as one line.
final class DrainText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private DrainText() {}

  static String of(DrainProgress progress, Instant deadline) {
    StringBuilder line =
        new StringBuilder("%d of %d moved".formatted(progress.moved(), progress.seen()));
    add(line, progress.moving(), "moves", "move");
    add(line, progress.publishing(), "waits for its publisher", "wait for their publishers");
    if (progress.publishing() > 0) {
      line.append(" until ").append(TIME.format(deadline));
    }
    int inVain = progress.here() - progress.moving() - progress.publishing();
    add(line, inVain, "waits for room elsewhere", "wait for room elsewhere");
    add(line, progress.waiting(), "has no worker", "have no worker");
    return line.toString();
  }

  private static void add(StringBuilder line, int count, String one, String several) {
    if (count > 0) {
      line.append(", ").append(count).append(' ').append(count == 1 ? one : several);
    }
  }
}
