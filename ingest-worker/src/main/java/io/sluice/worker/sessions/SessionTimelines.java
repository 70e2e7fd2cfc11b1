package io.sluice.worker.sessions;

import io.sluice.eventlog.OutputRecord;
import io.sluice.identity.Incarnation;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.SessionStep;
import io.sluice.schemas.SessionTimeline;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import io.sluice.worker.flight.Flight;
import io.sluice.worker.flight.FlightSnapshot;
import io.sluice.worker.flight.Flights;
import io.sluice.worker.flight.Step;
import io.sluice.worker.report.SnapshotLog;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// What sessions went through, as Kafka takes it.
public final class SessionTimelines implements SnapshotLog.Source {
  private final Flights flights;
  private final WorkerId workerId;
  private final Incarnation incarnation;
  private final TopicCatalogue topics;
  private final InstantSource clock;
  private final RecordCodec codec = RecordCodec.standard();

  public SessionTimelines(
      Flights flights,
      WorkerId workerId,
      Incarnation incarnation,
      TopicCatalogue topics,
      InstantSource clock) {
    this.flights = flights;
    this.workerId = workerId;
    this.incarnation = incarnation;
    this.topics = topics;
    this.clock = clock;
  }

  @Override
  public Optional<SnapshotLog.Snapshot> due() {
    return flights.due().map(this::snapshot);
  }

  private SnapshotLog.Snapshot snapshot(Flight flight) {
    FlightSnapshot now = flight.snapshot();
    return new SnapshotLog.Snapshot(
        new OutputRecord(
            TopicCatalogue.SESSIONS.name(),
            topics.partitionOf(now.processId()),
            now.processId().value(),
            codec.encode(record(now))),
        () -> flights.written(flight, now));
  }

  SessionTimeline record(FlightSnapshot flight) {
    return SessionTimeline.newBuilder()
        .setProcessId(flight.processId().value())
        .setGeneration(flight.generation().value())
        .setSessionId(flight.name())
        .setWorkerId(workerId.value())
        .setIncarnation(incarnation.value())
        .setAt(micros(clock.instant()))
        .setPostedAt(micros(flight.postedAt()))
        .setUserAgent(flight.userAgent())
        .setRemoteAddress(flight.remoteAddress())
        .setConnected(!flight.remoteAddress().isEmpty())
        .setEnded(flight.hasEnded())
        .setReason(flight.end().reason())
        .setDiagnosis(flight.end().diagnosis())
        .setPacketsReceived(flight.end().packetsReceived())
        .setPacketsLost(flight.end().packetsLost())
        .setBytesReceived(flight.end().bytesReceived())
        .setFirstSteps(steps(flight.first()))
        .setLastSteps(steps(flight.last()))
        .setOmittedSteps(flight.omitted())
        .build();
  }

  private static List<SessionStep> steps(List<Step> steps) {
    return steps.stream()
        .map(step -> new SessionStep(micros(step.at()), step.kind().name(), step.text()))
        .toList();
  }

  private static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
