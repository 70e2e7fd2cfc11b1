package io.sluice.worker.ingest;

import io.sluice.worker.ffmpeg.CouldNotStartException;
import io.sluice.worker.ffmpeg.RunningFfmpeg;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.ports.NoLeaseException;
import io.sluice.worker.ports.PortBlock;
import io.sluice.worker.ports.PortLease;
import java.util.Optional;

/// One start of FFmpeg and all that it holds: with WHIP on a lease and the legs.
///
/// Thread: the process's own.
final class Attempt implements AutoCloseable {
  /// The ports and the sockets towards them.
  record MediaPath(PortLease lease, IngestLegs legs) implements AutoCloseable {
    PortBlock ports() {
      return lease.block();
    }

    @Override
    public void close() {
      try {
        legs.close();
      } finally {
        lease.close();
      }
    }
  }

  private final int number;
  private final Optional<MediaPath> mediaPath;
  private final RunningFfmpeg ffmpeg;
  private final long startedNanos = System.nanoTime();

  private Attempt(int number, Optional<MediaPath> mediaPath, RunningFfmpeg ffmpeg) {
    this.number = number;
    this.mediaPath = mediaPath;
    this.ffmpeg = ffmpeg;
  }

  /// Leases ports, opens the legs and starts FFmpeg; what was taken is given back when a later step
  /// fails.
  static Attempt start(int number, IngestSpec spec, IngestParts parts)
      throws NoLeaseException, CouldNotStartException {
    Optional<MediaPath> mediaPath = Optional.empty();
    if (spec.whip().isPresent()) {
      mediaPath = Optional.of(openMediaPath(spec.whip().get(), parts));
    }
    boolean started = false;
    try {
      Optional<LegPlan> plan = mediaPath.map(path -> path.legs().plan());
      Attempt attempt = new Attempt(number, mediaPath, parts.ffmpeg().start(spec.job(), plan));
      started = true;
      return attempt;
    } finally {
      if (!started) {
        mediaPath.ifPresent(MediaPath::close);
      }
    }
  }

  int number() {
    return number;
  }

  Optional<MediaPath> mediaPath() {
    return mediaPath;
  }

  RunningFfmpeg ffmpeg() {
    return ffmpeg;
  }

  /// Nanoseconds since FFmpeg was started.
  long ageNanos() {
    return System.nanoTime() - startedNanos;
  }

  /// Ends FFmpeg; returns true when it had to be killed.
  boolean stopFfmpeg() {
    return ffmpeg.stop(() -> mediaPath.ifPresent(path -> path.legs().sendBye()));
  }

  /// Gives legs and ports back, after FFmpeg has ended if need be.
  @Override
  public void close() {
    try {
      if (!ffmpeg.exit().isDone()) {
        stopFfmpeg();
      }
    } finally {
      mediaPath.ifPresent(MediaPath::close);
    }
  }

  private static MediaPath openMediaPath(WhipSpec whip, IngestParts parts) throws NoLeaseException {
    PortLease lease = parts.ports().lease();
    boolean opened = false;
    try {
      MediaPath path = new MediaPath(lease, parts.legs().apply(whip.on(lease.block())));
      opened = true;
      return path;
    } finally {
      if (!opened) {
        lease.close();
      }
    }
  }
}
