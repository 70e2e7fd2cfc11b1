package io.sluice.controlplane.views;

import io.sluice.identity.WorkerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A worker as its last heartbeat said.
///
/// @param state READY, DRAINING or GONE
/// @param at time of the heartbeat by the worker's clock
/// @param httpUrl base URL as gateways reach it
/// @param publicUrl base URL as publishers reach it; empty when they cannot
/// @param cpuLoad 0 to 1; negative when unknown
/// @param memoryLoad 0 to 1; negative when unknown
/// @param factsDropped how many facts it lost since its start
public record WorkerView(
    WorkerId id,
    long incarnation,
    String state,
    Instant at,
    String httpUrl,
    String publicUrl,
    List<String> mediaAddresses,
    int maxProcesses,
    int processes,
    int freeLeases,
    double cpuLoad,
    double memoryLoad,
    long factsDropped,
    Ffmpeg ffmpeg,
    Map<String, String> labels) {

  /// Its FFmpeg, as it says itself, as far as a process can ask for it.
  ///
  /// @param version empty when unknown
  /// @param features what others may lack, beside what the lists tell
  /// @param muxers containers that it writes
  /// @param encoders by their own names, and the codecs for which it has one
  /// @param protocols that it reads and writes
  public record Ffmpeg(
      String version,
      List<String> features,
      List<String> muxers,
      List<String> encoders,
      List<String> protocols) {
    public Ffmpeg {
      features = List.copyOf(features);
      muxers = List.copyOf(muxers);
      encoders = List.copyOf(encoders);
      protocols = List.copyOf(protocols);
    }
  }
}
