package io.sluice.worker.ffmpeg;

import io.sluice.process.rules.FfmpegJob;
import io.sluice.worker.legs.LegPlan;
import java.util.Optional;

/// Starts FFmpegs.
public interface Ffmpeg {
  /// Starts one and returns at once.
  ///
  /// @param whip where it is to listen; empty when the job has inputs of its own alone
  /// @param priority among all that runs on the host
  /// @throws CouldNotStartException when it was not started; nothing is left of it then
  RunningFfmpeg start(FfmpegJob job, Optional<LegPlan> whip, Priority priority)
      throws CouldNotStartException;

  /// Starts one of normal priority.
  default RunningFfmpeg start(FfmpegJob job, Optional<LegPlan> whip) throws CouldNotStartException {
    return start(job, whip, Priority.NORMAL);
  }

  /// No FFmpeg will go on with that job: its playlists get their end.
  void endPlaylists(FfmpegJob job);
}
