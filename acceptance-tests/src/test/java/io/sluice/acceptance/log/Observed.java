package io.sluice.acceptance.log;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// One record as an outsider reads it.
///
/// @param message null for a tombstone, and for a value that is none of ours
/// @param appendedAt the record's timestamp in Kafka
/// @param seenNanos when it was read, by [System#nanoTime]
public record Observed(
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    @Nullable SpecificRecord message,
    Instant appendedAt,
    long seenNanos) {
  /// When it was read, by the clock of this host, as far as that has not been set since.
  public Instant seenAt() {
    return Instant.now().minusNanos(System.nanoTime() - seenNanos);
  }
}
