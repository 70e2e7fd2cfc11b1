package io.sluice.worker.flight;

/// What a session is called wherever it is shown: enough to tell sessions apart, not enough to end
/// one.
public final class SessionName {
  private static final int SHOWN_CHARS = 8;

  private SessionName() {}

  /// @param sessionId the whole id, a secret
  public static String of(String sessionId) {
    return sessionId.length() > SHOWN_CHARS ? sessionId.substring(0, SHOWN_CHARS) : sessionId;
  }
}
