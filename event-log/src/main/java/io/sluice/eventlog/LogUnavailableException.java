package io.sluice.eventlog;

/// Kafka did not do what was asked within the time given. The message says what was asked, and of
/// whom.
public final class LogUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LogUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  public LogUnavailableException(String message) {
    super(message);
  }
}
