package io.sluice.acceptance.audit;

import io.sluice.schemas.Assignment;
import io.sluice.schemas.FactOrigin;
import io.sluice.schemas.topic.TopicCatalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;

/// Rule 4: a generation of a process was given to one worker, and no other acted under it.
final class OwnerAudit {
  private record Held(String process, long generation) {}

  private OwnerAudit() {}

  static List<String> problems(TopicRecords log) {
    Map<Held, Set<String>> workers = new HashMap<>();
    for (Assignment given : LogAudit.messages(log, TopicCatalogue.ASSIGNMENTS, Assignment.class)) {
      note(workers, given.getProcessId(), given.getGeneration(), given.getWorkerId());
    }
    for (SpecificRecord fact : LogAudit.facts(log)) {
      FactOrigin origin = LogAudit.origin(fact);
      LogAudit.text(fact, "processId")
          .ifPresent(id -> note(workers, id, origin.getGeneration(), origin.getWorkerId()));
    }
    return workers.entrySet().stream()
        .filter(held -> held.getValue().size() > 1)
        .map(held -> "rule 4: %s was held by %s".formatted(held.getKey(), held.getValue()))
        .toList();
  }

  private static void note(
      Map<Held, Set<String>> workers, String process, long generation, String worker) {
    workers.computeIfAbsent(new Held(process, generation), _ -> new TreeSet<>()).add(worker);
  }
}
