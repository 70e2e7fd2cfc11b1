package io.sluice.process.exec;

/// Where the FFmpeg of a process stands: what is, as opposed to what was ordered.
public enum ExecState {
  /// None runs. The last one, if there was any, ended in order.
  FINISHED,
  /// One is being started and does not listen yet.
  STARTING,
  /// One runs.
  RUNNING,
  /// One was asked to end and finalises its outputs.
  FINISHING,
  /// The last one ended by itself, or was never to be started.
  FAILED,
  /// A signal ended the last one after it had run.
  KILLED;

  /// Whether `next` may follow at once. Nothing follows itself.
  public boolean mayBecome(ExecState next) {
    return switch (this) {
      case FINISHED, FAILED, KILLED -> next == STARTING;
      // One that a signal ends before it listens has failed to start, whoever sent the signal.
      case STARTING -> next == FINISHING || next == RUNNING || next == FAILED;
      case RUNNING -> next == FINISHED || next == FINISHING || next == FAILED || next == KILLED;
      case FINISHING -> next == FINISHED || next == FAILED || next == KILLED;
    };
  }

  /// Whether there is a child process.
  public boolean isAlive() {
    return switch (this) {
      case STARTING, RUNNING, FINISHING -> true;
      case FINISHED, FAILED, KILLED -> false;
    };
  }
}
