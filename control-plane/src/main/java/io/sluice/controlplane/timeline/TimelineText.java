package io.sluice.controlplane.timeline;

import io.sluice.schemas.Recorded;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.Decoding;
import io.sluice.schemas.codec.RecordCodec;
import java.util.ArrayList;
import java.util.List;

/// A transition as lines for a terminal: time, number, event, what matters.
///
/// Thread: confined to one: it remembers which day it last named.
public final class TimelineText {
  private static final int WIDTH = 80;
  private static final String LAYOUT = "%-13s %4s %-21s %s";
  private static final int DETAIL_WIDTH = WIDTH - 13 - 1 - 4 - 1 - 21 - 1;

  private final RecordCodec codec = RecordCodec.standard();
  private String day = "";

  /// One event takes at least a line; the first line of a day is preceded by its date.
  public List<String> lines(Transition transition) {
    List<String> lines = new ArrayList<>();
    addDay(transition, lines);
    String time = UtcTime.ofDay(transition.getDecidedAt());
    String number = Long.toString(transition.getSequence());
    for (Recorded event : transition.getEvents()) {
      add(lines, time, number, shortName(event.getType()), whatMatters(transition, event));
      time = ""; // once a transition
      number = "";
    }
    return lines;
  }

  private void addDay(Transition transition, List<String> lines) {
    String now = UtcTime.day(transition.getDecidedAt());
    if (!now.equals(day)) {
      day = now;
      lines.add(now + " (UTC)");
    }
  }

  private static void add(
      List<String> lines, String time, String number, String event, String detail) {
    for (String part : Wrapping.lines(detail, DETAIL_WIDTH)) {
      lines.add(LAYOUT.formatted(time, number, event, part).stripTrailing());
      time = "";
      number = "";
      event = "";
    }
  }

  private String whatMatters(Transition transition, Recorded event) {
    return switch (codec.decode(event)) {
      case Decoding.Decoded(var message) -> EventWords.of(message, transition);
      case Decoding.Unreadable _ -> "(of a newer version)";
    };
  }

  public static String shortName(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
