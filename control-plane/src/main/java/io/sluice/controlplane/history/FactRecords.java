package io.sluice.controlplane.history;

import io.sluice.controlplane.process.FactOrigin;
import io.sluice.controlplane.process.WorkerFact;
import io.sluice.identity.Generation;
import io.sluice.identity.Incarnation;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.AllocationFailed;
import io.sluice.schemas.FfmpegExited;
import io.sluice.schemas.FfmpegFinishing;
import io.sluice.schemas.FfmpegStarted;
import io.sluice.schemas.FfmpegStarting;
import io.sluice.schemas.LimitExceeded;
import io.sluice.schemas.MediaStalled;
import io.sluice.schemas.MediaStarted;
import io.sluice.schemas.PictureSizeChanged;
import io.sluice.schemas.PortsAllocated;
import io.sluice.schemas.ProcessTornDown;
import io.sluice.schemas.PublisherConnected;
import io.sluice.schemas.PublisherDisconnected;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Facts of workers as records.
final class FactRecords {
  private FactRecords() {}

  static SpecificRecord write(ProcessId process, WorkerFact fact) {
    String id = process.value();
    io.sluice.schemas.FactOrigin origin = write(fact.origin());
    return switch (fact) {
      case WorkerFact.PortsAllocated f ->
          new PortsAllocated(id, origin, f.attempt(), PortRecords.write(f.ports()), f.whipUrl());
      case WorkerFact.AllocationFailed f ->
          new AllocationFailed(id, origin, f.attempt(), f.reason(), f.detail());
      case WorkerFact.FfmpegStarting f -> new FfmpegStarting(id, origin, f.attempt(), f.cause());
      case WorkerFact.FfmpegFinishing f -> new FfmpegFinishing(id, origin, f.attempt(), f.cause());
      case WorkerFact.LimitExceeded f ->
          new LimitExceeded(id, origin, f.attempt(), f.limit(), f.used(), f.allowed());
      case WorkerFact.FfmpegStarted f ->
          new FfmpegStarted(id, origin, f.attempt(), f.pid(), f.startupMicros());
      case WorkerFact.FfmpegExited f ->
          new FfmpegExited(
              id,
              origin,
              f.attempt(),
              f.pid(),
              f.exitCode(),
              f.signal(),
              f.reason(),
              f.expected(),
              f.lastLines());
      case WorkerFact.PublisherConnected f ->
          new PublisherConnected(
              id,
              origin,
              f.sessionId(),
              f.remoteAddress(),
              f.userAgent(),
              f.videoCodec(),
              f.audioCodec(),
              f.dtlsRole(),
              f.srtpProfile(),
              f.sincePostMicros());
      case WorkerFact.PublisherDisconnected f ->
          new PublisherDisconnected(
              id,
              origin,
              f.sessionId(),
              f.reason(),
              f.detail(),
              f.packetsReceived(),
              f.packetsLost(),
              f.bytesReceived());
      case WorkerFact.MediaStarted f ->
          new MediaStarted(id, origin, f.sessionId(), f.sincePostMicros(), f.width(), f.height());
      case WorkerFact.MediaStalled f ->
          new MediaStalled(id, origin, f.sessionId(), f.silentMicros());
      case WorkerFact.PictureSizeChanged f ->
          new PictureSizeChanged(
              id, origin, f.sessionId(), f.fromWidth(), f.fromHeight(), f.toWidth(), f.toHeight());
      case WorkerFact.ProcessTornDown f -> new ProcessTornDown(id, origin, f.reason(), f.forced());
    };
  }

  /// Null when `message` is no fact.
  static @Nullable WorkerFact read(SpecificRecord message) {
    return switch (message) {
      case PortsAllocated f ->
          new WorkerFact.PortsAllocated(
              read(f.getOrigin()), f.getAttempt(), PortRecords.read(f.getPorts()), f.getWhipUrl());
      case AllocationFailed f ->
          new WorkerFact.AllocationFailed(
              read(f.getOrigin()), f.getAttempt(), f.getReason(), f.getDetail());
      case FfmpegStarting f ->
          new WorkerFact.FfmpegStarting(read(f.getOrigin()), f.getAttempt(), f.getCause());
      case FfmpegFinishing f ->
          new WorkerFact.FfmpegFinishing(read(f.getOrigin()), f.getAttempt(), f.getCause());
      case LimitExceeded f ->
          new WorkerFact.LimitExceeded(
              read(f.getOrigin()), f.getAttempt(), f.getLimit(), f.getUsed(), f.getAllowed());
      case FfmpegStarted f ->
          new WorkerFact.FfmpegStarted(
              read(f.getOrigin()), f.getAttempt(), f.getPid(), f.getStartupMicros());
      case FfmpegExited f ->
          new WorkerFact.FfmpegExited(
              read(f.getOrigin()),
              f.getAttempt(),
              f.getPid(),
              f.getExitCode().orElse(null),
              f.getSignal().orElse(null),
              f.getReason(),
              f.getExpected(),
              f.getLastLines());
      case PublisherConnected f ->
          new WorkerFact.PublisherConnected(
              read(f.getOrigin()),
              f.getSessionId(),
              f.getRemoteAddress(),
              f.getUserAgent(),
              f.getVideoCodec(),
              f.getAudioCodec(),
              f.getDtlsRole(),
              f.getSrtpProfile(),
              f.getSincePostMicros());
      case PublisherDisconnected f ->
          new WorkerFact.PublisherDisconnected(
              read(f.getOrigin()),
              f.getSessionId(),
              f.getReason(),
              f.getDetail(),
              f.getPacketsReceived(),
              f.getPacketsLost(),
              f.getBytesReceived());
      case MediaStarted f ->
          new WorkerFact.MediaStarted(
              read(f.getOrigin()),
              f.getSessionId(),
              f.getSincePostMicros(),
              f.getWidth(),
              f.getHeight());
      case MediaStalled f ->
          new WorkerFact.MediaStalled(read(f.getOrigin()), f.getSessionId(), f.getSilentMicros());
      case PictureSizeChanged f ->
          new WorkerFact.PictureSizeChanged(
              read(f.getOrigin()),
              f.getSessionId(),
              f.getFromWidth(),
              f.getFromHeight(),
              f.getToWidth(),
              f.getToHeight());
      case ProcessTornDown f ->
          new WorkerFact.ProcessTornDown(read(f.getOrigin()), f.getReason(), f.getForced());
      default -> null;
    };
  }

  private static io.sluice.schemas.FactOrigin write(FactOrigin origin) {
    return new io.sluice.schemas.FactOrigin(
        origin.workerId().value(),
        origin.incarnation().value(),
        origin.generation().value(),
        origin.sequence(),
        origin.at());
  }

  private static FactOrigin read(io.sluice.schemas.FactOrigin origin) {
    return new FactOrigin(
        new WorkerId(origin.getWorkerId()),
        new Incarnation(origin.getIncarnation()),
        new Generation(origin.getGeneration()),
        origin.getSequence(),
        origin.getAt());
  }
}
