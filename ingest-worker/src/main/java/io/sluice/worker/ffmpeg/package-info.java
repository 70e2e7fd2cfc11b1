/// FFmpeg as a child process: its command line, its start, what it says, and its orderly end.
///
/// Core: [FfmpegCommand], [InputSdp], [OutputDefaults], [OutputIsolation], [ProgressParser],
/// [ExitClassifier].
///
/// Thread: children are started on `ffmpeg-spawner` alone, which lives as long as the worker; each
/// child has two reader threads of its own.
@NullMarked
package io.sluice.worker.ffmpeg;

import org.jspecify.annotations.NullMarked;
