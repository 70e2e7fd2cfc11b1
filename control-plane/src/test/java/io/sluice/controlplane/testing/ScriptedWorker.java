package io.sluice.controlplane.testing;

import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.eventlog.follow.TableChange;
import io.sluice.eventlog.follow.TableFollower;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.Assignment;
import io.sluice.schemas.FactOrigin;
import io.sluice.schemas.MediaPorts;
import io.sluice.schemas.PortsAllocated;
import io.sluice.schemas.ProcessTornDown;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A worker as the control plane sees one: it beats, reports a lease for each assignment at once,
/// and the end of each when the assignment goes.
///
/// Thread: beats on its own; answers on its follower's.
public final class ScriptedWorker implements AutoCloseable {
  private static final long INCARNATION = 1;

  private final RecordCodec codec = RecordCodec.standard();
  private final WorkerId id;
  private final String url;
  private final TopicCatalogue topics;
  private final LogWriter writer;
  private final TableFollower<Assignment> assignments;
  private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor();
  private final Map<String, Assignment> held = new ConcurrentHashMap<>();
  private final AtomicLong facts = new AtomicLong();
  private final AtomicLong heartbeats = new AtomicLong();

  /// @param url base URL of its HTTP listener
  public ScriptedWorker(KafkaConnection kafka, TopicCatalogue topics, String id, String url) {
    this.id = new WorkerId(id);
    this.url = url;
    this.topics = topics;
    this.writer = LogWriter.giveUpAfter(kafka, id, Duration.ofSeconds(20));
    this.assignments =
        TableFollower.start(
            kafka,
            TopicCatalogue.ASSIGNMENTS.name(),
            codec.reading(Assignment.class),
            this::assignmentChanged);
    var _ = beats.scheduleAtFixedRate(this::beat, 0, 500, TimeUnit.MILLISECONDS);
  }

  private void beat() {
    var heartbeat =
        AbleFfmpeg.heartbeat()
            .setWorkerId(id.value())
            .setIncarnation(INCARNATION)
            .setSequence(heartbeats.incrementAndGet())
            .setAt(now())
            .setState("READY")
            .setIntervalMillis(500)
            .setHttpUrl(url)
            .setMaxProcesses(100)
            .setProcesses(held.size())
            .setFreeLeases(100)
            .build();
    var _ =
        writer.send(
            new OutputRecord(
                TopicCatalogue.WORKERS.name(),
                topics.partitionOf(id),
                id.value(),
                codec.encode(heartbeat)));
  }

  private void assignmentChanged(TableChange<Assignment> change) {
    switch (change) {
      case TableChange.Put<Assignment> put when put.value().getWorkerId().equals(id.value()) -> {
        held.put(put.key(), put.value());
        report(put.key(), codec.encode(portsAllocated(put.value())));
      }
      case TableChange.Put<Assignment> _ -> {}
      case TableChange.Removed<Assignment> removed -> {
        Assignment ended = held.remove(removed.key());
        if (ended != null) {
          report(removed.key(), codec.encode(tornDown(ended)));
        }
      }
    }
  }

  private PortsAllocated portsAllocated(Assignment assignment) {
    return PortsAllocated.newBuilder()
        .setProcessId(assignment.getProcessId())
        .setOrigin(origin(assignment))
        .setAttempt(1)
        .setPorts(new MediaPorts(20_000, 20_001, 20_002, 20_003))
        .setWhipUrl(url + "/whip/" + assignment.getProcessId())
        .build();
  }

  private ProcessTornDown tornDown(Assignment assignment) {
    return ProcessTornDown.newBuilder()
        .setProcessId(assignment.getProcessId())
        .setOrigin(origin(assignment))
        .setReason("ASSIGNMENT_GONE")
        .setForced(false)
        .build();
  }

  private FactOrigin origin(Assignment assignment) {
    return FactOrigin.newBuilder()
        .setWorkerId(id.value())
        .setIncarnation(INCARNATION)
        .setGeneration(assignment.getGeneration())
        .setSequence(facts.incrementAndGet())
        .setAt(now())
        .build();
  }

  private void report(String processId, byte[] fact) {
    var _ =
        writer.send(
            new OutputRecord(
                TopicCatalogue.WORKER_EVENTS.name(),
                topics.partitionOf(new ProcessId(processId)),
                processId,
                fact));
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public void close() {
    beats.shutdownNow();
    assignments.close();
    writer.close();
  }
}
