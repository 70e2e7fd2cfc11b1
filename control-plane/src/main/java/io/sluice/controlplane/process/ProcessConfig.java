package io.sluice.controlplane.process;

import io.sluice.controlplane.placement.PlacementWish;
import io.sluice.process.rules.FfmpegJob;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What an orchestrator wants to run.
///
/// @param reference the orchestrator's own grouping key
/// @param metadata the orchestrator's own notes, in the order of their keys: the same configuration
///   must always give the same bytes
/// @param placement what it asks of its worker
/// @param isolation what a worker without Kafka does with it, one of the words here; empty for the
///   first
/// @param supervision how its FFmpeg is watched and brought back
public record ProcessConfig(
    String reference,
    WhipIngest whipIngest,
    FfmpegJob job,
    Map<String, String> metadata,
    PlacementWish placement,
    String isolation,
    Supervision supervision) {
  public static final String CONTINUE = "CONTINUE";
  public static final String STOP = "STOP";

  public ProcessConfig {
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
  }

  ProcessConfig withDefaults() {
    return new ProcessConfig(
        reference,
        whipIngest.withDefaults(),
        job,
        metadata,
        placement.withDefaults(),
        isolation.isEmpty() ? CONTINUE : isolation,
        supervision.withDefaults());
  }
}
