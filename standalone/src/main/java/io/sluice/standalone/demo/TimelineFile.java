package io.sluice.standalone.demo;

import io.sluice.controlplane.timeline.RecordJson;
import io.sluice.schemas.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The history of the process, one transition a line.
final class TimelineFile {
  private TimelineFile() {}

  /// Writes `history` and looks whether it is whole.
  static void write(Path file, List<Transition> history, Findings findings) throws IOException {
    Files.write(file, history.stream().map(t -> RecordJson.of(t).toString()).toList());
    findings.addFound(file.getFileName() + ": " + history.size() + " transitions");
    for (int i = 0; i < history.size(); i++) {
      if (history.get(i).getSequence() != i + 1) {
        findings.addFault(
            file.getFileName() + ": transition " + (i + 1) + " is missing or out of" + " order");
        return;
      }
    }
    if (history.isEmpty() || !history.getLast().getState().equals("STOPPED")) {
      findings.addFault(file.getFileName() + " does not end with the process stopped");
    }
  }
}
