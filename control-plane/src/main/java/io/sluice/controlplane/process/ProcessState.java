package io.sluice.controlplane.process;

import io.sluice.identity.Generation;
import org.jspecify.annotations.Nullable;

/// Where a process stands.
public sealed interface ProcessState {

  /// No start was ever accepted.
  record Absent() implements ProcessState {}

  /// A start was accepted.
  sealed interface Configured extends ProcessState {
    Target target();

    default ProcessConfig config() {
      return target().config();
    }
  }

  /// A worker holds it.
  sealed interface Held extends Configured {
    Owner owner();

    Ffmpeg ffmpeg();
  }

  /// It should run, and no worker can take it.
  ///
  /// @param lastGeneration the last one given
  /// @param reason why it waits, as a fixed word
  /// @param detail the same in words; empty while it was not yet tried to place it
  record Waiting(Target target, Generation lastGeneration, String reason, String detail)
      implements Configured {}

  /// A worker has the assignment and has not yet reported that it takes media in.
  record Assigned(Target target, Owner owner, Ffmpeg ffmpeg) implements Held {}

  /// The worker runs it.
  ///
  /// @param endpoint null when WHIP is off
  /// @param publisher null when none is connected
  record Active(
      Target target,
      Owner owner,
      Ffmpeg ffmpeg,
      @Nullable Endpoint endpoint,
      @Nullable Publisher publisher)
      implements Held {}

  /// Another worker was chosen and makes ready; until then the one before runs it, and publishers
  /// are led there.
  ///
  /// @param owner the new one
  /// @param ffmpeg at the new owner
  record Moving(Target target, Owner owner, Ffmpeg ffmpeg, Reception leaving) implements Held {}

  /// The assignment is withdrawn; the worker has not yet reported that nothing is left.
  record Stopping(Target target, Owner owner, Ffmpeg ffmpeg) implements Held {}

  /// Nothing of it runs.
  ///
  /// @param lastGeneration the last one given
  /// @param forced files may be unfinished
  record Stopped(Target target, Generation lastGeneration, String reason, boolean forced)
      implements Configured {}

  /// Its FFmpeg failed too often; it is not tried again until somebody says so. The failures are
  /// kept with the process.
  ///
  /// @param lastGeneration the last one given
  record Quarantined(Target target, Generation lastGeneration) implements Configured {}
}
