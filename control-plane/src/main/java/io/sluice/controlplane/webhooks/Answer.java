package io.sluice.controlplane.webhooks;

import java.time.Duration;
import java.util.Optional;

/// What came of one attempt.
public sealed interface Answer {
  /// A status of 200 to 299.
  record Taken() implements Answer {}

  /// It may be taken later.
  ///
  /// @param reason in words
  /// @param after the receiver asks to be left alone for so long
  record NotNow(String reason, Optional<Duration> after) implements Answer {}

  /// It will never be taken.
  record Never(String reason) implements Answer {}

  /// @param retryAfter value of that header
  static Answer of(int status, Optional<String> retryAfter) {
    if (status >= 200 && status < 300) {
      return new Taken();
    }
    // Standard Webhooks: 410 asks that no more be sent.
    return status == 410
        ? new Never("answered 410")
        : new NotNow("answered " + status, retryAfter.flatMap(Answer::seconds));
  }

  private static Optional<Duration> seconds(String retryAfter) {
    return retryAfter.matches("\\d{1,6}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)))
        : Optional.empty();
  }
}
