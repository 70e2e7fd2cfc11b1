package io.sluice.controlplane.timeline;

import io.sluice.schemas.FactOrigin;
import io.sluice.schemas.Leg;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.Transition;
import io.sluice.schemas.WhipIngest;
import io.sluice.schemas.codec.RecordCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/// Records to show.
final class Samples {
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");
  private static final RecordCodec CODEC = RecordCodec.standard();

  private Samples() {}

  static Transition transition(
      long sequence, Instant at, SpecificRecord cause, SpecificRecord... events) {
    return Transition.newBuilder()
        .setProcessId("demo")
        .setSequence(sequence)
        .setDecidedAt(at)
        .setDecidedBy("test")
        .setCause(CODEC.recorded(cause))
        .setEvents(Stream.of(events).map(CODEC::recorded).toList())
        .setState("ACTIVE")
        .build();
  }

  static FactOrigin origin() {
    return new FactOrigin("worker-1", 1L, 1L, 1L, NOON);
  }

  static ProcessConfig config(String address) {
    return ProcessConfig.newBuilder()
        .setReference("")
        .setWhipIngest(
            WhipIngest.newBuilder()
                .setEnabled(true)
                .setVideoCodec(List.of("H264"))
                .setAudioCodec(List.of("OPUS"))
                .setVideoPayloadType(96)
                .setAudioPayloadType(111)
                .setBearerTokenSha256("ab".repeat(32))
                .build())
        .setInput(List.of())
        .setOutput(List.of(new Leg("out", address, List.of())))
        .setOptions(List.of())
        .setMetadata(Map.of("team", "news"))
        .build();
  }
}
