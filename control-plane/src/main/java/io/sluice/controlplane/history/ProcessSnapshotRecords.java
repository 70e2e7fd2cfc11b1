package io.sluice.controlplane.history;

import io.sluice.controlplane.process.Endpoint;
import io.sluice.controlplane.process.Failures;
import io.sluice.controlplane.process.Ffmpeg;
import io.sluice.controlplane.process.Owner;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.process.ProcessState;
import io.sluice.controlplane.process.ProcessState.Absent;
import io.sluice.controlplane.process.ProcessState.Active;
import io.sluice.controlplane.process.ProcessState.Assigned;
import io.sluice.controlplane.process.ProcessState.Held;
import io.sluice.controlplane.process.ProcessState.Moving;
import io.sluice.controlplane.process.ProcessState.Quarantined;
import io.sluice.controlplane.process.ProcessState.Stopped;
import io.sluice.controlplane.process.ProcessState.Stopping;
import io.sluice.controlplane.process.ProcessState.Waiting;
import io.sluice.controlplane.process.Publisher;
import io.sluice.controlplane.process.Reception;
import io.sluice.controlplane.process.Target;
import io.sluice.identity.Generation;
import io.sluice.identity.Incarnation;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.process.exec.ExecState;
import io.sluice.schemas.LeavingWorker;
import io.sluice.schemas.MediaPorts;
import io.sluice.schemas.ProcessSnapshot;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Processes after their last transition as records: what the owner of a partition starts from.
public final class ProcessSnapshotRecords {
  private ProcessSnapshotRecords() {}

  public static ProcessSnapshot write(Process process) {
    ProcessSnapshot.Builder record =
        ProcessSnapshot.newBuilder()
            .setProcessId(process.id().value())
            .setSequence(process.sequence())
            .setChangedAt(process.changedAt())
            .setState(StateNames.of(process.state()))
            .setOutcomes(OutcomeRecords.write(process.outcomes()))
            .setFailures(FailureRecords.write(process.failures().counted()));
    write(process.state(), record);
    return record.build();
  }

  /// @throws IllegalArgumentException when the record holds what cannot be
  public static Process read(ProcessSnapshot record) {
    return new Process(
        new ProcessId(record.getProcessId()),
        record.getSequence(),
        record.getChangedAt(),
        readState(record),
        OutcomeRecords.read(record.getOutcomes()),
        new Failures(FailureRecords.read(record.getFailures())));
  }

  private static void write(ProcessState state, ProcessSnapshot.Builder record) {
    switch (state) {
      case Absent _ -> {}
      case Waiting s -> {
        write(s.target(), s.lastGeneration(), record);
        record.setReason(s.reason());
        record.setDetail(s.detail());
      }
      case Assigned s -> write(s, record);
      case Active s -> {
        write(s, record);
        write(s.endpoint(), s.publisher(), record);
      }
      case Moving s -> {
        write(s, record);
        record.setLeaving(write(s.leaving()));
      }
      case Stopping s -> write(s, record);
      case Stopped s -> {
        write(s.target(), s.lastGeneration(), record);
        record.setReason(s.reason()).setForced(s.forced());
      }
      case Quarantined s -> write(s.target(), s.lastGeneration(), record);
    }
  }

  private static void write(Target target, Generation generation, ProcessSnapshot.Builder record) {
    record
        .setConfig(ConfigRecords.write(target.config()))
        .setRevision(target.revision())
        .setRestarts(target.restarts())
        .setGeneration(generation.value());
  }

  private static void write(Held state, ProcessSnapshot.Builder record) {
    Owner owner = state.owner();
    Ffmpeg ffmpeg = state.ffmpeg();
    write(state.target(), owner.generation(), record);
    record
        .setWorkerId(owner.workerId().value())
        .setIncarnation(owner.incarnation().value())
        .setAttempt(ffmpeg.attempt())
        .setFfmpegState(ffmpeg.exec().name())
        .setFfmpegPid(ffmpeg.pid());
  }

  private static LeavingWorker write(Reception leaving) {
    Owner owner = leaving.owner();
    return new LeavingWorker(
        owner.workerId().value(),
        owner.incarnation().value(),
        owner.generation().value(),
        PortRecords.write(leaving.endpoint().ports()),
        leaving.endpoint().whipUrl());
  }

  private static Reception leaving(ProcessSnapshot snapshot) {
    LeavingWorker record = required(snapshot.getLeaving(), "leaving", snapshot);
    return new Reception(
        new Owner(
            new WorkerId(record.getWorkerId()),
            new Incarnation(record.getIncarnation()),
            new Generation(record.getGeneration())),
        new Endpoint(PortRecords.read(record.getPorts()), record.getWhipUrl()));
  }

  private static void write(
      @Nullable Endpoint endpoint, @Nullable Publisher publisher, ProcessSnapshot.Builder record) {
    if (endpoint != null) {
      record.setPorts(PortRecords.write(endpoint.ports())).setWhipUrl(endpoint.whipUrl());
    }
    if (publisher != null) {
      record.setPublisher(publisher.sessionId()).setMediaFlowing(publisher.mediaFlowing());
    }
  }

  private static ProcessState readState(ProcessSnapshot record) {
    return switch (record.getState()) {
      case StateNames.ABSENT -> new Absent();
      case StateNames.WAITING ->
          new Waiting(target(record), generation(record), record.getReason(), record.getDetail());
      case StateNames.ASSIGNED -> new Assigned(target(record), owner(record), ffmpeg(record));
      case StateNames.ACTIVE ->
          new Active(
              target(record), owner(record), ffmpeg(record), endpoint(record), publisher(record));
      case StateNames.MOVING ->
          new Moving(target(record), owner(record), ffmpeg(record), leaving(record));
      case StateNames.STOPPING -> new Stopping(target(record), owner(record), ffmpeg(record));
      case StateNames.STOPPED ->
          new Stopped(target(record), generation(record), record.getReason(), record.getForced());
      case StateNames.QUARANTINED -> new Quarantined(target(record), generation(record));
      default -> throw new IllegalArgumentException("no state is called " + record.getState());
    };
  }

  private static Target target(ProcessSnapshot record) {
    return new Target(
        ConfigRecords.read(required(record.getConfig(), "config", record)),
        record.getRevision(),
        record.getRestarts());
  }

  private static Generation generation(ProcessSnapshot record) {
    return new Generation(record.getGeneration());
  }

  private static Owner owner(ProcessSnapshot record) {
    return new Owner(
        new WorkerId(required(record.getWorkerId(), "workerId", record)),
        new Incarnation(record.getIncarnation()),
        generation(record));
  }

  private static Ffmpeg ffmpeg(ProcessSnapshot record) {
    return new Ffmpeg(
        record.getAttempt(),
        record.getFfmpegState().isEmpty()
            ? ExecState.FINISHED
            : ExecState.valueOf(record.getFfmpegState()),
        record.getFfmpegPid().orElse(null));
  }

  private static @Nullable Endpoint endpoint(ProcessSnapshot record) {
    Optional<MediaPorts> ports = record.getPorts();
    return ports.isEmpty()
        ? null
        : new Endpoint(
            PortRecords.read(ports.get()), required(record.getWhipUrl(), "whipUrl", record));
  }

  private static @Nullable Publisher publisher(ProcessSnapshot record) {
    Optional<String> sessionId = record.getPublisher();
    return sessionId.isEmpty() ? null : new Publisher(sessionId.get(), record.getMediaFlowing());
  }

  private static <T> T required(Optional<T> value, String field, ProcessSnapshot record) {
    return value.orElseThrow(
        () -> new IllegalArgumentException(record.getState() + " without " + field));
  }
}
