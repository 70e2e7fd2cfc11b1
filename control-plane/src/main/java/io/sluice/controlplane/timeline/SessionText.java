package io.sluice.controlplane.timeline;

import io.sluice.schemas.SessionStep;
import io.sluice.schemas.SessionTimeline;
import java.util.ArrayList;
import java.util.List;

/// A session as lines for a terminal of 80 columns: who, how it ended and why, and each step.
public final class SessionText {
  private static final int WIDTH = 80;
  private static final String LAYOUT = "%-13s %-10s %s";
  private static final int WORDS_WIDTH = WIDTH - 13 - 1 - 10 - 1;

  private SessionText() {}

  public static List<String> lines(SessionTimeline session) {
    List<String> lines = new ArrayList<>();
    lines.addAll(Wrapping.lines(head(session), WIDTH));
    lines.addAll(Wrapping.lines("publisher " + publisher(session), WIDTH));
    lines.addAll(Wrapping.lines(end(session), WIDTH));
    if (!session.getDiagnosis().isEmpty()) {
      lines.addAll(Wrapping.lines(session.getDiagnosis(), WIDTH));
    }
    lines.add("");
    session.getFirstSteps().forEach(step -> lines.addAll(step(step)));
    if (session.getOmittedSteps() > 0) {
      lines.add("… " + session.getOmittedSteps() + " steps are not kept …");
    }
    session.getLastSteps().forEach(step -> lines.addAll(step(step)));
    return lines;
  }

  private static String head(SessionTimeline session) {
    return "%s, session %s on %s, generation %d, posted %s"
        .formatted(
            session.getProcessId(),
            session.getSessionId(),
            session.getWorkerId(),
            session.getGeneration(),
            UtcTime.whole(session.getPostedAt()));
  }

  private static String publisher(SessionTimeline session) {
    String from = session.getRemoteAddress();
    // The publisher's own words: nothing may steer the terminal.
    String agent = session.getUserAgent().replaceAll("\\p{Cntrl}", " ");
    return (agent.isEmpty() ? "without a name" : agent)
        + (from.isEmpty() ? ", never connected" : ", from " + from);
  }

  private static String end(SessionTimeline session) {
    return session.getEnded()
        ? "ended %s; %d packets came, %d were lost, %d bytes"
            .formatted(
                session.getReason(),
                session.getPacketsReceived(),
                session.getPacketsLost(),
                session.getBytesReceived())
        : "goes on, as far as is known";
  }

  private static List<String> step(SessionStep step) {
    List<String> lines = new ArrayList<>();
    String time = UtcTime.ofDay(step.getAt());
    String kind = step.getKind();
    for (String part : Wrapping.lines(step.getText(), WORDS_WIDTH)) {
      lines.add(LAYOUT.formatted(time, kind, part).stripTrailing());
      time = "";
      kind = "";
    }
    return lines;
  }
}
