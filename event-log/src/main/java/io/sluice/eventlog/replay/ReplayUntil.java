package io.sluice.eventlog.replay;

import java.time.Instant;

/// Where a replay ends.
public sealed interface ReplayUntil {
  /// What is the end of each partition when the replay begins.
  record PresentEnd() implements ReplayUntil {}

  /// Before the first record of each partition appended at that time or later.
  record Time(Instant instant) implements ReplayUntil {}

  static ReplayUntil presentEnd() {
    return new PresentEnd();
  }
}
