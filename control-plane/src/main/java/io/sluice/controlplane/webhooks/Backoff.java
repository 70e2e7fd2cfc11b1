package io.sluice.controlplane.webhooks;

import java.time.Duration;

/// How long to wait for the next attempt: twice as long each time up to a limit, and each time
/// somewhere between half of that and all of it, so that not all come back at once.
///
/// @param patience from when a message was read; then it is put aside
record Backoff(Duration first, Duration longest, Duration patience) {
  static Backoff usual(Duration patience) {
    return new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(2), patience);
  }

  /// @param failed how many attempts have failed, from 1
  /// @param lot from 0 to 1
  Duration pause(int failed, double lot) {
    long whole = first.toMillis() << Math.min(failed - 1, 30);
    long limited = Math.min(whole, longest.toMillis());
    return Duration.ofMillis((long) (limited * (0.5 + lot / 2)));
  }

  /// Whether there is time for one more attempt after `pause`.
  boolean allows(Duration sinceRead, Duration pause) {
    return sinceRead.plus(pause).compareTo(patience) <= 0;
  }
}
