package io.sluice.simulation.outside;

import io.sluice.schemas.Leg;
import io.sluice.schemas.PlacementWish;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.WhipIngest;
import io.sluice.simulation.time.Chance;
import java.util.HashMap;
import java.util.List;

/// What is to run: most take a publisher in, some do not; some want to be apart, some together;
/// some are to stop when their worker is isolated.
final class SimConfigs {
  private SimConfigs() {}

  static ProcessConfig oneOf(Chance chance) {
    return switch (chance.number(1, 5)) {
      case 1 -> config(true, "", "", "");
      case 2 -> config(true, "studio", "SPREAD", "");
      case 3 -> config(true, "", "", "STOP");
      case 4 -> config(false, "studio", "TOGETHER", "");
      default -> config(true, "studio", "", "");
    };
  }

  private static ProcessConfig config(
      boolean whip, String reference, String sameReference, String isolation) {
    return ProcessConfig.newBuilder()
        .setReference(reference)
        .setWhipIngest(WhipIngest.newBuilder().setEnabled(whip).build())
        .setInput(
            whip ? List.of() : List.of(new Leg("feed", "rtmp://127.0.0.1/live/feed", List.of())))
        .setOutput(List.of(new Leg("recording", "out.mkv", List.of("-c", "copy"))))
        .setMetadata(new HashMap<>())
        .setPlacement(PlacementWish.newBuilder().setSameReference(sameReference).build())
        .setIsolation(isolation)
        .build();
  }
}
