package io.sluice.worker.heartbeat;

import io.sluice.identity.WorkerId;
import io.sluice.worker.capability.FfmpegCapabilities;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a worker says of itself in every heartbeat.
///
/// @param interval between heartbeats
/// @param httpUrl base URL as gateways reach it
/// @param publicUrl base URL as publishers reach it; empty when they cannot
/// @param mediaAddresses `address:port` of each ICE candidate
/// @param ffmpegVersion empty when unknown
/// @param ffmpegFeatures what its FFmpeg can do that others cannot
/// @param ffmpeg what else its FFmpeg can do
/// @param isolationLimit without contact with Kafka for so long, some of its processes end
/// @param labels that processes may ask for
public record WorkerSelf(
    WorkerId id,
    Duration interval,
    String httpUrl,
    String publicUrl,
    List<String> mediaAddresses,
    int maxProcesses,
    String ffmpegVersion,
    List<String> ffmpegFeatures,
    FfmpegCapabilities ffmpeg,
    Duration isolationLimit,
    Map<String, String> labels) {
  public WorkerSelf {
    mediaAddresses = List.copyOf(mediaAddresses);
    ffmpegFeatures = List.copyOf(ffmpegFeatures);
    labels = Map.copyOf(labels);
  }
}
