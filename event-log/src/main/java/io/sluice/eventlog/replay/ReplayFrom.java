package io.sluice.eventlog.replay;

import java.time.Instant;

/// Where a replay begins.
public sealed interface ReplayFrom {
  record Beginning() implements ReplayFrom {}

  /// The first record of each partition appended at that time or later.
  record Time(Instant instant) implements ReplayFrom {}

  /// The same offset in every partition that is read; meant for one.
  record Offset(long offset) implements ReplayFrom {}

  static ReplayFrom beginning() {
    return new Beginning();
  }
}
