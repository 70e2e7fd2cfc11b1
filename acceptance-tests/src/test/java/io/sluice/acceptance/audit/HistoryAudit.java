package io.sluice.acceptance.audit;

import io.sluice.schemas.Transition;
import io.sluice.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Rule 1: each process has one history without holes, and no transition twice.
final class HistoryAudit {
  private HistoryAudit() {}

  static List<String> problems(TopicRecords log) {
    List<String> problems = new ArrayList<>();
    Map<String, Long> last = new HashMap<>();
    for (Transition transition :
        LogAudit.messages(log, TopicCatalogue.PROCESS_EVENTS, Transition.class)) {
      String process = transition.getProcessId();
      long expected = last.getOrDefault(process, 0L) + 1;
      if (transition.getSequence() != expected) {
        problems.add(
            "rule 1: %s has transition %d where %d was to come"
                .formatted(process, transition.getSequence(), expected));
      }
      last.put(process, transition.getSequence());
    }
    return problems;
  }
}
