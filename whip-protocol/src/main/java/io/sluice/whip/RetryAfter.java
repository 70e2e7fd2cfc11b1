package io.sluice.whip;

import java.time.Duration;

/// The `Retry-After` header as a number of seconds, RFC 9110 §10.2.3.
public final class RetryAfter {
  private RetryAfter() {}

  /// Rounded up and at least one second: zero would ask for a busy loop.
  public static HeaderField header(Duration wait) {
    long seconds = Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
    return new HeaderField(HeaderNames.RETRY_AFTER, Long.toString(seconds));
  }
}
