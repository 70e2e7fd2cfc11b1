package io.sluice.simulation.worker;

import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.Node;
import io.sluice.simulation.worker.WorkerWitness.Life;
import io.sluice.worker.ingest.FactSink;
import io.sluice.worker.ingest.IngestSpec;
import io.sluice.worker.ingest.IsolationPolicy;
import io.sluice.worker.ingest.TearDownReason;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All processes of one life of a worker, at most one generation of each: a model of
/// [io.sluice.worker.ingest.Ingests].
final class SimIngests {
  private final Life life;
  private final Node node;
  private final Chance chance;
  private final Leases leases;
  private final FactSink facts;
  private final WorkerWitness witness;
  private final Map<String, SimIngest> held = new TreeMap<>();
  private boolean closed;

  SimIngests(
      Life life, Node node, Chance chance, Leases leases, FactSink facts, WorkerWitness witness) {
    this.life = life;
    this.node = node;
    this.chance = chance;
    this.leases = leases;
    this.facts = facts;
    this.witness = witness;
  }

  void assign(IngestSpec spec) {
    SimIngest present = held.get(spec.processId().value());
    if (closed
        || (present != null && !present.spec().generation().isOlderThan(spec.generation()))) {
      return;
    }
    SimIngest ingest =
        new SimIngest(spec, life, node, chance, leases, facts, witness, this::forget);
    held.put(spec.processId().value(), ingest);
    if (present == null) {
      ingest.start();
    } else {
      present.tearDown(TearDownReason.SUPERSEDED);
      present.whenEnded(ingest::start);
    }
  }

  void end(ProcessId process, TearDownReason reason) {
    SimIngest ingest = held.get(process.value());
    if (ingest != null) {
      ingest.tearDown(reason);
    }
  }

  void endIsolated() {
    List.copyOf(held.values()).stream()
        .filter(ingest -> ingest.spec().isolation() == IsolationPolicy.STOP)
        .forEach(ingest -> ingest.tearDown(TearDownReason.ISOLATED));
  }

  void close() {
    closed = true;
    List.copyOf(held.values()).forEach(i -> i.tearDown(TearDownReason.WORKER_SHUTDOWN));
  }

  boolean isClosed() {
    return closed;
  }

  int count() {
    return held.size();
  }

  @Nullable Generation post(ProcessId process, String sessionId) {
    SimIngest ingest = held.get(process.value());
    return ingest != null && ingest.post(sessionId) ? ingest.spec().generation() : null;
  }

  void breakFfmpeg() {
    if (!held.isEmpty()) {
      chance.oneOf(List.copyOf(held.values())).breakFfmpeg();
    }
  }

  private void forget(SimIngest ingest) {
    held.remove(ingest.spec().processId().value(), ingest);
  }
}
