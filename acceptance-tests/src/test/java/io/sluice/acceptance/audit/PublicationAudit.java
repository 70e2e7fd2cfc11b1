package io.sluice.acceptance.audit;

import io.sluice.acceptance.log.Observed;
import io.sluice.schemas.Assignment;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.Route;
import io.sluice.schemas.topic.Topic;
import io.sluice.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/// What is published follows from the state: an assignment exists exactly while a worker is to run
/// the process, a route only to the owner.
final class PublicationAudit {
  /// The states in which a worker is to run the process.
  private static final Set<String> HELD = Set.of("ASSIGNED", "MOVING", "ACTIVE");

  private record Cell(int partition, String key) {}

  private PublicationAudit() {}

  static List<String> problems(TopicRecords log) {
    List<String> problems = new ArrayList<>();
    List<Assignment> assignments = live(log, TopicCatalogue.ASSIGNMENTS, Assignment.class);
    List<Route> routes = live(log, TopicCatalogue.ROUTES, Route.class);
    for (ProcessSnapshot state : live(log, TopicCatalogue.PROCESSES, ProcessSnapshot.class)) {
      String id = state.getProcessId();
      // The former owner keeps its assignment and its route until the new one is ready.
      boolean moving = state.getState().equals("MOVING");
      List<String> wanted =
          HELD.contains(state.getState())
              ? List.of(owner(state.getWorkerId().orElse(""), state.getGeneration()))
              : List.of();
      List<String> assigned =
          assignments.stream()
              .filter(it -> it.getProcessId().equals(id))
              .map(it -> owner(it.getWorkerId(), it.getGeneration()))
              .toList();
      if (moving ? !assigned.containsAll(wanted) : !assigned.equals(wanted)) {
        problems.add("assignments of %s: %s, not %s".formatted(id, assigned, wanted));
      }
      Optional<String> routed =
          routes.stream()
              .filter(it -> it.getProcessId().equals(id))
              .map(it -> owner(it.getWorkerId(), it.getGeneration()))
              .findFirst();
      if (routed.isPresent() && !moving && !wanted.contains(routed.get())) {
        problems.add("route of %s: %s, not %s".formatted(id, routed, wanted));
      }
      if (routed.isEmpty() && state.getState().equals("ACTIVE") && state.getWhipUrl().isPresent()) {
        problems.add("%s is active and has no route".formatted(id));
      }
    }
    return problems;
  }

  private static String owner(String worker, long generation) {
    return worker + " in generation " + generation;
  }

  /// The last record of each key in each partition, unless it is a tombstone.
  private static <T extends SpecificRecord> List<T> live(
      TopicRecords log, Topic topic, Class<T> type) {
    Map<Cell, Observed> last = new LinkedHashMap<>();
    for (Observed record : log.of(topic)) {
      if (record.key() != null) {
        last.put(new Cell(record.partition(), record.key()), record);
      }
    }
    return last.values().stream()
        .map(Observed::message)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}
