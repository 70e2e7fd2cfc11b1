package io.sluice.controlplane.process;

/// What is to run.
///
/// @param revision counts the configurations of the process from 1
/// @param restarts counts the restarts that were asked for; a worker that sees it grow starts
///   FFmpeg anew
public record Target(ProcessConfig config, long revision, long restarts) {
  static Target first(ProcessConfig config, long revision) {
    return new Target(config, revision, 0);
  }

  Target with(ProcessConfig newConfig, long newRevision) {
    return new Target(newConfig, newRevision, restarts);
  }

  Target restarted(long newRestarts) {
    return new Target(config, revision, newRestarts);
  }
}
