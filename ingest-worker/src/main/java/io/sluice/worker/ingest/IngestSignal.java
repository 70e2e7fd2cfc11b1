package io.sluice.worker.ingest;

import io.sluice.worker.ffmpeg.FfmpegExit;
import io.sluice.worker.legs.PictureChange;
import io.sluice.worker.sdp.MediaChoice;
import io.sluice.worker.supervision.Usage;
import java.time.Duration;

/// What the thread of a process is told.
sealed interface IngestSignal {
  /// FFmpeg has bound its ports.
  record Listening(int attempt, Duration startup) implements IngestSignal {}

  /// FFmpeg runs, but did not bind its ports in time.
  record DidNotListen(int attempt) implements IngestSignal {}

  record FfmpegEnded(int attempt, FfmpegExit exit) implements IngestSignal {}

  /// A publisher was taken, and no FFmpeg that takes his codecs listens.
  record PublisherWaits(MediaChoice sends) implements IngestSignal {}

  /// Pictures of another size go to FFmpeg.
  record PictureResized(int attempt, PictureChange change) implements IngestSignal {}

  /// A look at what FFmpeg uses; with it the watchers look at what it does.
  record Sampled(int attempt, Usage usage) implements IngestSignal {}

  /// Something newer is to be run, within the same generation.
  record Respecified() implements IngestSignal {}

  record TearDown(TearDownReason reason) implements IngestSignal {}
}
