package io.sluice.simulation.rules;

import static io.sluice.simulation.rules.BrokenRuleException.unless;

import io.sluice.controlplane.history.ProcessSnapshotRecords;
import io.sluice.controlplane.process.Endpoint;
import io.sluice.controlplane.process.Owner;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.process.Reception;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.Assignment;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.Route;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import io.sluice.simulation.log.Written;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// What the compacted topics hold must follow from the history, transaction by transaction.
public final class PublicationAudit {
  private final TopicCatalogue topics;
  private final RecordCodec codec;
  private final HistoryAudit history;
  private final Map<String, ProcessSnapshot> snapshots = new HashMap<>();
  private final Map<String, Map<Integer, Assignment>> assignments = new HashMap<>();
  private final Map<String, Route> routes = new TreeMap<>();
  private final Set<String> touched = new TreeSet<>();

  PublicationAudit(TopicCatalogue topics, RecordCodec codec, HistoryAudit history) {
    this.topics = topics;
    this.codec = codec;
    this.history = history;
  }

  void read(Written written) {
    String key = written.entry().key();
    byte[] value = written.entry().value();
    if (key == null) {
      return;
    }
    if (written.topic().equals(TopicCatalogue.PROCESSES.name())) {
      put(snapshots, key, decoded(value, ProcessSnapshot.class));
    } else if (written.topic().equals(TopicCatalogue.ASSIGNMENTS.name())) {
      put(
          assignments.computeIfAbsent(key, _ -> new TreeMap<>()),
          written.partition(),
          decoded(value, Assignment.class));
    } else if (written.topic().equals(TopicCatalogue.ROUTES.name())) {
      put(routes, key, decoded(value, Route.class));
    } else {
      return;
    }
    touched.add(key);
  }

  private <T extends SpecificRecord> @Nullable T decoded(byte @Nullable [] value, Class<T> type) {
    return value == null ? null : codec.decode(value).as(type).orElseThrow();
  }

  private static <K, V> void put(Map<K, V> table, K key, @Nullable V value) {
    if (value == null) {
      table.remove(key);
    } else {
      table.put(key, value);
    }
  }

  /// After each transaction, what it touched.
  void check() {
    for (String key : touched) {
      Process process = history.process(new ProcessId(key));
      checkSnapshot(process);
      checkAssignment(process);
      checkRoute(process);
    }
    touched.clear();
  }

  private void checkSnapshot(Process process) {
    ProcessSnapshot snapshot = snapshots.get(process.id().value());
    unless(
        snapshot != null && ProcessSnapshotRecords.read(snapshot).equals(process),
        "rule 2",
        "the history folds to %s, and the snapshot is %s",
        process,
        snapshot);
  }

  private void checkAssignment(Process process) {
    Map<Integer, Assignment> held = assignments.getOrDefault(process.id().value(), Map.of());
    Optional<Owner> runner = HistoryAudit.runner(process);
    if (runner.isEmpty()) {
      unless(held.isEmpty(), "assignments", "%s is %s", process, held);
      return;
    }
    Owner owner = runner.get();
    Optional<Owner> leaving = HistoryAudit.leaving(process);
    boolean isShared = leaving.filter(l -> partition(l) == partition(owner)).isPresent();
    Assignment assignment = held.get(partition(owner));
    unless(
        held.size() == (leaving.isEmpty() || isShared ? 1 : 2)
            && assignment != null
            && isOf(assignment, owner)
            && assignment
                .getLeavingWorkerId()
                .equals(leaving.filter(_ -> isShared).map(l -> l.workerId().value()))
            && (leaving.isEmpty()
                || isShared
                || isOf(held.get(partition(leaving.get())), leaving.get())),
        "assignments",
        "%s is assigned as %s",
        process,
        held);
  }

  private int partition(Owner owner) {
    return topics.partitionOf(owner.workerId());
  }

  private static boolean isOf(@Nullable Assignment assignment, Owner owner) {
    return assignment != null
        && assignment.getWorkerId().equals(owner.workerId().value())
        && assignment.getGeneration() == owner.generation().value();
  }

  private void checkRoute(Process process) {
    Route route = routes.get(process.id().value());
    Optional<Reception> reception = process.reception();
    if (reception.isEmpty()) {
      unless(route == null, "routes", "%s has route %s", process, route);
      return;
    }
    Endpoint endpoint = reception.get().endpoint();
    Owner owner = reception.get().owner();
    unless(
        route != null
            && route.getWorkerId().equals(owner.workerId().value())
            && route.getGeneration() == owner.generation().value()
            && route.getWhipUrl().equals(endpoint.whipUrl())
            && route.getWhipUrl().startsWith("http://" + owner.workerId().value() + ":"),
        "routes",
        "%s has route %s",
        process,
        route);
  }

  public Map<String, Route> routes() {
    return routes;
  }
}
