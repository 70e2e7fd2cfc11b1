package io.sluice.controlplane.testing;

import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/// Transitions as the decider writes them, in short.
public final class Transitions {
  private static final RecordCodec CODEC = RecordCodec.standard();
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private Transitions() {}

  /// @param events what followed, in order
  public static Transition of(
      String process, long sequence, SpecificRecord cause, SpecificRecord... events) {
    return Transition.newBuilder()
        .setProcessId(process)
        .setSequence(sequence)
        .setDecidedAt(NOON.plusSeconds(sequence))
        .setDecidedBy("test")
        .setCause(CODEC.recorded(cause))
        .setEvents(Stream.of(events).map(CODEC::recorded).toList())
        .setState("ACTIVE")
        .build();
  }
}
