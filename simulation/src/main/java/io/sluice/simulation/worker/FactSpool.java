package io.sluice.simulation.worker;

import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.FactOrigin;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import io.sluice.simulation.log.SimLog;
import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.Node;
import io.sluice.simulation.worker.WorkerWitness.Life;
import io.sluice.worker.facts.FactRecords;
import io.sluice.worker.ingest.FactSink;
import io.sluice.worker.ingest.IngestFact;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Queue;

/// What waits to be told, in order. Dies with its worker.
final class FactSpool implements FactSink {
  private static final int AT_ONCE = 5;

  private record Waiting(ProcessId process, byte[] value) {}

  private final Life life;
  private final Node node;
  private final Chance chance;
  private final TopicCatalogue topics;
  private final SimLog log;
  private final RecordCodec codec = RecordCodec.standard();
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private long sequence;

  FactSpool(Life life, Node node, Chance chance, TopicCatalogue topics, SimLog log) {
    this.life = life;
    this.node = node;
    this.chance = chance;
    this.topics = topics;
    this.log = log;
  }

  static String baseUrl(WorkerId worker) {
    return "http://" + worker.value() + ":8081";
  }

  private void soon() {
    node.after(chance.millis(1, 100), () -> node.withKafka(this::send));
  }

  private void send() {
    for (int i = chance.number(1, AT_ONCE); i > 0 && !waiting.isEmpty(); i--) {
      Waiting next = waiting.remove();
      log.append(
          TopicCatalogue.WORKER_EVENTS.name(),
          topics.partitionOf(next.process()),
          next.process().value(),
          next.value());
    }
    if (!waiting.isEmpty()) {
      soon();
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  @Override
  public void report(ProcessId process, Generation generation, IngestFact fact) {
    FactOrigin origin =
        new FactOrigin(
            life.workerId().value(),
            life.incarnation().value(),
            generation.value(),
            ++sequence,
            node.instant().truncatedTo(ChronoUnit.MICROS));
    node.note(
        "reports of " + process + " in " + generation + ": " + fact.getClass().getSimpleName());
    String url = baseUrl(life.workerId()) + "/whip/" + process.value();
    if (waiting.isEmpty()) {
      soon();
    }
    waiting.add(new Waiting(process, codec.encode(FactRecords.of(process, origin, fact, url))));
  }
}
