package io.sluice.controlplane.explanation;

import io.sluice.controlplane.process.MediaPorts;
import io.sluice.controlplane.process.WorkerFact;
import io.sluice.controlplane.process.WorkerFact.AllocationFailed;
import io.sluice.controlplane.process.WorkerFact.FfmpegExited;
import io.sluice.controlplane.process.WorkerFact.FfmpegFinishing;
import io.sluice.controlplane.process.WorkerFact.FfmpegStarted;
import io.sluice.controlplane.process.WorkerFact.FfmpegStarting;
import io.sluice.controlplane.process.WorkerFact.LimitExceeded;
import io.sluice.controlplane.process.WorkerFact.MediaStalled;
import io.sluice.controlplane.process.WorkerFact.MediaStarted;
import io.sluice.controlplane.process.WorkerFact.PictureSizeChanged;
import io.sluice.controlplane.process.WorkerFact.PortsAllocated;
import io.sluice.controlplane.process.WorkerFact.ProcessTornDown;
import io.sluice.controlplane.process.WorkerFact.PublisherConnected;
import io.sluice.controlplane.process.WorkerFact.PublisherDisconnected;

/// What a worker reported, as a sentence.
final class FactSentences {
  private FactSentences() {}

  static String of(WorkerFact fact) {
    return switch (fact) {
      case PortsAllocated f ->
          "%s holds the ports %s and takes publishers"
              .formatted(f.origin().workerId(), ports(f.ports()));
      case AllocationFailed f ->
          "%s got no ports in attempt %d: %s"
              .formatted(f.origin().workerId(), f.attempt(), reason(f.reason(), f.detail()));
      case FfmpegStarted f ->
          "FFmpeg runs, attempt %d, pid %d, ready after %s"
              .formatted(f.attempt(), f.pid(), Lengths.of(f.startupMicros()));
      case FfmpegStarting f -> "FFmpeg is to start, attempt " + f.attempt() + ": " + f.cause();
      case FfmpegFinishing f -> "FFmpeg is asked to end: " + f.cause();
      case LimitExceeded f ->
          "FFmpeg uses %d %s, more than %d"
              .formatted(
                  f.used(), f.limit().equals("CPU") ? "% of a core" : "MiB of memory", f.allowed());
      case FfmpegExited f -> exited(f);
      case PublisherConnected f ->
          "a publisher connected from %s, %s"
              .formatted(f.remoteAddress(), (f.videoCodec() + " " + f.audioCodec()).strip());
      case PublisherDisconnected f when neverCame(f) ->
          "a publisher could not connect: " + reason(f.reason(), f.detail());
      case PublisherDisconnected f ->
          "the publisher left: %s; %d packets came, %d were lost"
              .formatted(reason(f.reason(), f.detail()), f.packetsReceived(), f.packetsLost());
      case MediaStarted f ->
          "media flows"
              + (f.width() > 0 ? ", " + f.width() + "x" + f.height() : "")
              + ", "
              + Lengths.of(f.sincePostMicros())
              + " after the POST";
      case MediaStalled f -> "no media came for " + Lengths.of(f.silentMicros());
      case PictureSizeChanged f ->
          "the picture changed from %dx%d to %dx%d"
              .formatted(f.fromWidth(), f.fromHeight(), f.toWidth(), f.toHeight());
      case ProcessTornDown f ->
          "%s has let go of it: %s%s"
              .formatted(f.origin().workerId(), f.reason(), f.forced() ? ", by force" : "");
    };
  }

  private static boolean neverCame(PublisherDisconnected fact) {
    return fact.packetsReceived() == 0
        && (fact.reason().equals("NEVER_CONNECTED") || fact.reason().equals("HANDSHAKE_FAILED"));
  }

  private static String exited(FfmpegExited fact) {
    Integer signal = fact.signal();
    Integer code = fact.exitCode();
    String how =
        signal != null ? "signal " + signal : code != null ? "exit code " + code : "no exit code";
    return fact.expected()
        ? "FFmpeg ended as it was told: " + fact.reason() + ", " + how
        : "FFmpeg ended by itself: " + fact.reason() + ", " + how + ", attempt " + fact.attempt();
  }

  private static String ports(MediaPorts ports) {
    return "%d/%d and %d/%d"
        .formatted(ports.videoRtp(), ports.videoRtcp(), ports.audioRtp(), ports.audioRtcp());
  }

  private static String reason(String word, String detail) {
    return detail.isEmpty() ? word : word + ", " + detail;
  }
}
