package io.sluice.worker.dtls;

import java.time.Duration;

/// How long a handshake may take, and how soon an unanswered flight is sent again.
///
/// @param firstResend doubled each time; RFC 6347 §4.2.4.1 suggests 1 s, but ICE has just measured
///   a living path, and a publisher waits
record HandshakeTimes(Duration timeout, Duration firstResend) {
  private static final Duration FIRST_RESEND = Duration.ofMillis(200);

  static HandshakeTimes within(Duration timeout) {
    return new HandshakeTimes(timeout, FIRST_RESEND);
  }

  int timeoutMillis() {
    return Math.toIntExact(Math.max(1, timeout.toMillis()));
  }

  int firstResendMillis() {
    return Math.toIntExact(firstResend.toMillis());
  }
}
