package io.sluice.controlplane.process;

import io.sluice.controlplane.process.WorkerFact.AllocationFailed;
import io.sluice.controlplane.process.WorkerFact.FfmpegExited;
import io.sluice.controlplane.process.WorkerFact.FfmpegFinishing;
import io.sluice.controlplane.process.WorkerFact.FfmpegStarted;
import io.sluice.controlplane.process.WorkerFact.FfmpegStarting;
import io.sluice.process.exec.ExecState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The FFmpeg of a process, as far as its worker reported it.
///
/// @param attempt which start within this generation; 0 before the first
/// @param exec where that start stands
/// @param pid null when none runs
public record Ffmpeg(int attempt, ExecState exec, @Nullable Long pid) {
  public static final Ffmpeg NONE = new Ffmpeg(0, ExecState.FINISHED, null);

  /// What the fact makes of it; empty when the fact tells of no move.
  Optional<Ffmpeg> moved(WorkerFact fact) {
    return switch (fact) {
      case FfmpegStarting f -> Optional.of(new Ffmpeg(f.attempt(), ExecState.STARTING, null));
      case FfmpegStarted f -> Optional.of(new Ffmpeg(f.attempt(), ExecState.RUNNING, f.pid()));
      case FfmpegFinishing f ->
          Optional.of(
              new Ffmpeg(f.attempt(), ExecState.FINISHING, f.attempt() == attempt ? pid : null));
      case FfmpegExited f -> Optional.of(new Ffmpeg(f.attempt(), ended(f), null));
      case AllocationFailed f -> Optional.of(new Ffmpeg(f.attempt(), ExecState.FAILED, null));
      case WorkerFact.PortsAllocated _,
          WorkerFact.LimitExceeded _,
          WorkerFact.PublisherConnected _,
          WorkerFact.PublisherDisconnected _,
          WorkerFact.MediaStarted _,
          WorkerFact.MediaStalled _,
          WorkerFact.PictureSizeChanged _,
          WorkerFact.ProcessTornDown _ ->
          Optional.empty();
    };
  }

  /// Whether it may move so. What lies between within one start may be missing: a worker without
  /// Kafka keeps only so many facts.
  boolean mayBecome(Ffmpeg next) {
    if (next.attempt() != attempt) {
      return attempt < next.attempt();
    }
    return isUnderWay() && comesLater(next.exec());
  }

  private boolean isUnderWay() {
    return exec.isAlive();
  }

  private boolean comesLater(ExecState next) {
    return exec.mayBecome(next)
        || (exec == ExecState.STARTING && ExecState.RUNNING.mayBecome(next));
  }

  private ExecState ended(FfmpegExited fact) {
    if (fact.signal() != null) {
      boolean hadRun = attempt == fact.attempt() && exec != ExecState.STARTING;
      return hadRun ? ExecState.KILLED : ExecState.FAILED;
    }
    return fact.isInOrder() ? ExecState.FINISHED : ExecState.FAILED;
  }
}
