package io.sluice.controlplane.process;

import io.sluice.identity.Generation;
import org.jspecify.annotations.Nullable;

/// Where a process stands.
public sealed interface ProcessState {

  /// No start was ever accepted.
  record Absent() implements ProcessState {}

  /// It should run, and no worker can take it.
  ///
  /// @param lastGeneration the last one given
  /// @param reason why it waits, as a fixed word
  record Waiting(ProcessConfig config, Generation lastGeneration, String reason)
      implements ProcessState {}

  /// A worker has the assignment and has not yet reported that it takes media in.
  record Assigned(ProcessConfig config, Owner owner, Ffmpeg ffmpeg) implements ProcessState {}

  /// The worker runs it.
  ///
  /// @param endpoint null when WHIP is off
  /// @param publisher null when none is connected
  record Active(
      ProcessConfig config,
      Owner owner,
      Ffmpeg ffmpeg,
      @Nullable Endpoint endpoint,
      @Nullable Publisher publisher)
      implements ProcessState {}

  /// The assignment is withdrawn; the worker has not yet reported that nothing is left.
  record Stopping(ProcessConfig config, Owner owner, Ffmpeg ffmpeg) implements ProcessState {}

  /// Nothing of it runs.
  ///
  /// @param lastGeneration the last one given
  /// @param forced files may be unfinished
  record Stopped(ProcessConfig config, Generation lastGeneration, String reason, boolean forced)
      implements ProcessState {}
}
