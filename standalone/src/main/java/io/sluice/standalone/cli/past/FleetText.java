package io.sluice.standalone.cli.past;

import io.sluice.controlplane.timeline.UtcTime;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.standalone.cli.terminal.Colours;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Who ran what, as lines for a terminal of 80 columns.
final class FleetText {
  private static final int ID_WIDTH = 24;
  private static final String LAYOUT = "  %-24s %-8s %-8s %-9s since %s";

  private FleetText() {}

  static List<String> lines(Collection<ProcessSnapshot> processes, Instant then) {
    Map<String, List<ProcessSnapshot>> byWorker = new TreeMap<>();
    List<ProcessSnapshot> waiting = new ArrayList<>();
    int stopped = 0;
    for (ProcessSnapshot process : processes) {
      if (process.getWorkerId().isPresent()) {
        byWorker.computeIfAbsent(process.getWorkerId().get(), _ -> new ArrayList<>()).add(process);
      } else if (process.getState().equals("WAITING")) {
        waiting.add(process);
      } else {
        stopped++;
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("at " + UtcTime.whole(then));
    byWorker.forEach((worker, held) -> add(worker, held, lines));
    add("no worker", waiting, lines);
    lines.add("");
    lines.add(stopped + " do not run");
    return lines;
  }

  private static void add(String worker, List<ProcessSnapshot> held, List<String> lines) {
    if (held.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(Colours.strong(worker + ", " + held.size()));
    for (ProcessSnapshot process : held) {
      String id = process.getProcessId();
      if (id.length() > ID_WIDTH) {
        lines.add("  " + id); // whole, so that it can be copied
        id = "";
      }
      lines.add(
          LAYOUT.formatted(
              id,
              process.getState(),
              "run " + process.getGeneration() + "/" + process.getAttempt(),
              publisher(process),
              UtcTime.ofDay(process.getChangedAt())));
    }
  }

  private static String publisher(ProcessSnapshot process) {
    if (process.getPublisher().isEmpty()) {
      return "";
    }
    return process.getMediaFlowing() ? "sending" : "connected";
  }
}
