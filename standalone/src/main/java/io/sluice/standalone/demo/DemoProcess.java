package io.sluice.standalone.demo;

import io.sluice.identity.ProcessId;
import io.sluice.schemas.Leg;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.WhipIngest;
import java.util.List;
import java.util.Map;

/// The process that the demo runs.
final class DemoProcess {
  static final ProcessId ID = new ProcessId("demo");

  private DemoProcess() {}

  /// Copies what comes in to a recording and to an HLS playlist that keeps every segment.
  static ProcessConfig config() {
    return ProcessConfig.newBuilder()
        .setReference("demo")
        .setWhipIngest(WhipIngest.newBuilder().setEnabled(true).build())
        .setInput(List.of())
        .setOutput(List.of(recording(), hls()))
        .setOptions(List.of())
        .setMetadata(Map.of())
        .build();
  }

  private static Leg recording() {
    return Leg.newBuilder()
        .setId("recording")
        .setAddress(DemoFolder.RECORDING)
        .setOptions(List.of())
        .build();
  }

  private static Leg hls() {
    return Leg.newBuilder()
        .setId("hls")
        .setAddress(DemoFolder.PLAYLIST)
        .setOptions(
            List.of(
                "-f",
                "hls",
                "-hls_time",
                "2",
                "-hls_list_size",
                "0",
                "-hls_segment_type",
                "fmp4",
                "-hls_flags",
                "independent_segments+temp_file"))
        .build();
  }
}
