package io.sluice.eventlog.follow;

import io.sluice.eventlog.InputPosition;
import java.time.Instant;

/// One change of a followed table.
public sealed interface TableChange<V> {
  String key();

  InputPosition position();

  /// `key` has the value now.
  record Put<V>(String key, V value, InputPosition position, Instant appendedAt)
      implements TableChange<V> {}

  /// `key` is gone.
  record Removed<V>(String key, InputPosition position, Instant appendedAt)
      implements TableChange<V> {}
}
