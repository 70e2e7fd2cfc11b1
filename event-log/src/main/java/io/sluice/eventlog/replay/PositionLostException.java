package io.sluice.eventlog.replay;

/// A reading cannot go on where it is to: what stood there was cleaned up, or never was.
public final class PositionLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PositionLostException(String message) {
    super(message);
  }
}
