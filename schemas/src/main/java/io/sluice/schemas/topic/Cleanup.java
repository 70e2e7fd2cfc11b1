package io.sluice.schemas.topic;

import java.time.Duration;

/// What Kafka does with records that have grown old.
public sealed interface Cleanup {
  /// Records older than `retention` are dropped.
  record DeleteAfter(Duration retention) implements Cleanup {}

  /// Every record is kept for ever.
  record KeepForEver() implements Cleanup {}

  /// The last record of each key is kept.
  record Compact() implements Cleanup {}

  /// The last record of each key is kept, until it is older than `retention`.
  record CompactAndDeleteAfter(Duration retention) implements Cleanup {}
}
