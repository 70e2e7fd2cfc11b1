package io.sluice.worker.ffmpeg;

/// FFmpeg was not started; the message says why and holds no secret.
public final class CouldNotStartException extends Exception {
  private static final long serialVersionUID = 1;

  private final ExitReason reason;

  public CouldNotStartException(ExitReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /// [ExitReason#COULD_NOT_START], or the kind of exit that it would have come to.
  public ExitReason reason() {
    return reason;
  }
}
