package io.sluice.eventlog.loop;

/// An error in one line, with what lies beneath: Kafka's outermost exception often says only that
/// something went wrong before.
final class Reasons {
  private static final int DEEPEST = 4;

  private Reasons() {}

  static String of(Throwable error) {
    StringBuilder reason = new StringBuilder(String.valueOf(error));
    Throwable cause = error.getCause();
    for (int depth = 1; cause != null && depth < DEEPEST; depth++) {
      reason.append(", because of ").append(cause);
      cause = cause.getCause();
    }
    return reason.toString();
  }
}
