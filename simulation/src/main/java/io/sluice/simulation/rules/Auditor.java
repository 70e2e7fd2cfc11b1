package io.sluice.simulation.rules;

import io.sluice.controlplane.process.Decider;
import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import io.sluice.simulation.log.InputCell;
import io.sluice.simulation.log.LogWitness;
import io.sluice.simulation.log.SimLog;
import io.sluice.simulation.log.Written;
import io.sluice.simulation.worker.WorkerWitness;
import io.sluice.worker.ingest.TearDownReason;
import io.sluice.worker.ports.PortBlock;
import java.util.List;
import java.util.Map;

/// Sees everything, and throws as soon as a rule is broken.
public final class Auditor implements LogWitness, WorkerWitness {
  private final HistoryAudit history;
  private final InputAudit inputs = new InputAudit();
  private final PublicationAudit publications;
  private final WorkerAudit workers;

  /// @param decider that decides in this world: what its history must re-run with
  public Auditor(TopicCatalogue topics, RecordCodec codec, Decider decider) {
    this.history = new HistoryAudit(codec, decider);
    this.publications = new PublicationAudit(topics, codec, history);
    this.workers = new WorkerAudit(history);
  }

  public void watch(SimLog log) {
    inputs.watch(log);
  }

  public HistoryAudit history() {
    return history;
  }

  public InputAudit inputs() {
    return inputs;
  }

  public PublicationAudit publications() {
    return publications;
  }

  public WorkerAudit workers() {
    return workers;
  }

  @Override
  public void appended(Written written) {
    read(written);
    if (written.topic().equals(TopicCatalogue.COMMANDS.name())) {
      history.commandWritten(written);
    }
  }

  @Override
  public void committed(List<Written> written, Map<InputCell, Long> offsets) {
    written.forEach(this::read);
    inputs.committed(written, offsets);
    publications.check();
  }

  private void read(Written written) {
    if (written.topic().equals(TopicCatalogue.PROCESS_EVENTS.name())) {
      history.read(written).ifPresent(inputs::decided);
    } else {
      publications.read(written);
    }
  }

  @Override
  public void began(Life life, ProcessId process, Generation generation) {
    workers.began(life, process, generation);
  }

  @Override
  public void ended(Life life, ProcessId process, Generation generation, TearDownReason reason) {
    workers.ended(life, process, generation, reason);
  }

  @Override
  public void bound(Life life, PortBlock ports) {
    workers.bound(life, ports);
  }

  @Override
  public void freed(Life life, PortBlock ports) {
    workers.freed(life, ports);
  }

  @Override
  public void died(Life life) {
    workers.died(life);
  }
}
