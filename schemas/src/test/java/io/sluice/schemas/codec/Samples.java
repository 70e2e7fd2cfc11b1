package io.sluice.schemas.codec;

import io.sluice.schemas.InputPosition;
import io.sluice.schemas.Leg;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.StartProcess;
import io.sluice.schemas.StopProcess;
import io.sluice.schemas.Transition;
import io.sluice.schemas.WhipIngest;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Records to encode.
final class Samples {
  private static final Instant NOW = Instant.parse("2026-11-23T12:34:56.123456Z");

  private Samples() {}

  static StopProcess stop() {
    return StopProcess.newBuilder()
        .setCommandId("c-1")
        .setProcessId("demo")
        .setIssuedAt(NOW)
        .setIssuedBy("test")
        .build();
  }

  static StartProcess start() {
    return StartProcess.newBuilder()
        .setCommandId("c-2")
        .setProcessId("demo")
        .setIssuedAt(NOW)
        .setConfig(
            ProcessConfig.newBuilder()
                .setWhipIngest(WhipIngest.newBuilder().setEnabled(true).build())
                .setOutput(
                    List.of(
                        Leg.newBuilder()
                            .setId("rec")
                            .setAddress("demo.mkv")
                            .setOptions(List.of("-c", "copy"))
                            .build()))
                .setMetadata(Map.of("name", "Žižkov"))
                .build())
        .build();
  }

  static Transition transition() {
    return Transition.newBuilder()
        .setProcessId("demo")
        .setSequence(7)
        .setDecidedAt(NOW)
        .setDecidedBy("cp-1")
        .setPosition(new InputPosition("sluice.commands", 3, 42L))
        .setCause(RecordCodec.standard().recorded(start()))
        .setState("ASSIGNED")
        .build();
  }
}
