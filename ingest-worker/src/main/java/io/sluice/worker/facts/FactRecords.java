package io.sluice.worker.facts;

import io.sluice.identity.ProcessId;
import io.sluice.schemas.AllocationFailed;
import io.sluice.schemas.FactOrigin;
import io.sluice.schemas.FfmpegExited;
import io.sluice.schemas.FfmpegFinishing;
import io.sluice.schemas.FfmpegStarted;
import io.sluice.schemas.FfmpegStarting;
import io.sluice.schemas.LimitExceeded;
import io.sluice.schemas.MediaPorts;
import io.sluice.schemas.MediaStalled;
import io.sluice.schemas.MediaStarted;
import io.sluice.schemas.PictureSizeChanged;
import io.sluice.schemas.PortsAllocated;
import io.sluice.schemas.ProcessTornDown;
import io.sluice.schemas.PublisherConnected;
import io.sluice.schemas.PublisherDisconnected;
import io.sluice.worker.ffmpeg.FfmpegExit;
import io.sluice.worker.flight.SessionName;
import io.sluice.worker.ingest.IngestFact;
import io.sluice.worker.peer.PublisherInfo;
import io.sluice.worker.ports.PortBlock;
import io.sluice.worker.sdp.MediaCodec;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Facts as Kafka holds them.
public final class FactRecords {
  private static final int MAX_USER_AGENT_CHARS = 200;

  private FactRecords() {}

  /// @param whipUrl of the process on this worker
  public static SpecificRecord of(
      ProcessId processId, FactOrigin origin, IngestFact fact, String whipUrl) {
    String id = processId.value();
    return switch (fact) {
      case IngestFact.PortsAllocated f ->
          new PortsAllocated(id, origin, f.attempt(), ports(f.ports()), whipUrl);
      case IngestFact.AllocationFailed f ->
          new AllocationFailed(id, origin, f.attempt(), f.reason().name(), f.detail());
      case IngestFact.FfmpegStarted f ->
          new FfmpegStarted(id, origin, f.attempt(), f.pid(), micros(f.startup()));
      case IngestFact.FfmpegStarting f ->
          new FfmpegStarting(id, origin, f.attempt(), f.cause().name());
      case IngestFact.FfmpegFinishing f ->
          new FfmpegFinishing(id, origin, f.attempt(), f.cause().name());
      case IngestFact.LimitExceeded f ->
          new LimitExceeded(
              id, origin, f.attempt(), f.limit().name(), (long) f.used(), (long) f.allowed());
      case IngestFact.FfmpegExited f -> exited(id, origin, f.attempt(), f.exit());
      case IngestFact.PublisherConnected f -> connected(id, origin, f.info());
      case IngestFact.MediaStarted f ->
          new MediaStarted(
              id,
              origin,
              SessionName.of(f.sessionId()),
              micros(f.sincePost()),
              f.width(),
              f.height());
      case IngestFact.MediaStalled f ->
          new MediaStalled(id, origin, SessionName.of(f.sessionId()), micros(f.silent()));
      case IngestFact.PictureSizeChanged f ->
          new PictureSizeChanged(
              id,
              origin,
              SessionName.of(f.sessionId()),
              f.from().width(),
              f.from().height(),
              f.to().width(),
              f.to().height());
      case IngestFact.PublisherDisconnected f ->
          new PublisherDisconnected(
              id,
              origin,
              SessionName.of(f.sessionId()),
              f.reason().name(),
              f.detail(),
              f.statistics().packetsReceived(),
              f.statistics().packetsLost(),
              f.statistics().bytesReceived());
      case IngestFact.TornDown f -> new ProcessTornDown(id, origin, f.reason().name(), f.forced());
    };
  }

  private static FfmpegExited exited(String id, FactOrigin origin, int attempt, FfmpegExit exit) {
    return new FfmpegExited(
        id,
        origin,
        attempt,
        exit.pid(),
        orNull(exit.exitCode()),
        orNull(exit.signal()),
        exit.reason().name(),
        exit.expected(),
        exit.lastLines());
  }

  private static PublisherConnected connected(String id, FactOrigin origin, PublisherInfo info) {
    return new PublisherConnected(
        id,
        origin,
        SessionName.of(info.sessionId()),
        info.shownAddress(),
        atMost(info.userAgent(), MAX_USER_AGENT_CHARS),
        nameOf(info.videoCodec()),
        nameOf(info.audioCodec()),
        info.dtlsRole(),
        info.srtpProfile(),
        micros(info.sincePost()));
  }

  private static MediaPorts ports(PortBlock block) {
    return new MediaPorts(block.videoRtp(), block.videoRtcp(), block.audioRtp(), block.audioRtcp());
  }

  private static String nameOf(@Nullable MediaCodec codec) {
    return codec == null ? "" : codec.name();
  }

  private static String atMost(String text, int chars) {
    return text.length() > chars ? text.substring(0, chars) : text;
  }

  private static long micros(Duration duration) {
    return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
  }

  private static @Nullable Integer orNull(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }
}
