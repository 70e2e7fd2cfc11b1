package io.sluice.controlplane.views;

import io.sluice.identity.WorkerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A worker as its last heartbeat and the order to it say.
///
/// @param state READY, DRAINING or GONE
/// @param at time of the heartbeat by the worker's clock
/// @param httpUrl base URL as gateways reach it
/// @param publicUrl base URL as publishers reach it; empty when they cannot
/// @param cpuLoad 0 to 1; negative when unknown
/// @param memoryLoad 0 to 1; negative when unknown
/// @param drain null while it may take processes
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
    Map<String, String> labels,
    @Nullable Drain drain) {

  private static final String READY = "READY";
  private static final String DRAINING = "DRAINING";

  /// That it is to hold nothing.
  ///
  /// @param deadline by then, whoever publishes
  /// @param isOrdered false when the worker says so itself, since it is about to end
  public record Drain(
      Instant deadline, Instant issuedAt, String issuedBy, String reason, boolean isOrdered) {}

  /// With what was ordered, unless it drains itself sooner.
  WorkerView ordered(Drain order) {
    Drain sooner = drain != null && drain.deadline().isBefore(order.deadline()) ? drain : order;
    return new WorkerView(
        id,
        incarnation,
        state.equals(READY) ? DRAINING : state,
        at,
        httpUrl,
        publicUrl,
        mediaAddresses,
        maxProcesses,
        processes,
        freeLeases,
        cpuLoad,
        memoryLoad,
        factsDropped,
        ffmpeg,
        labels,
        sooner);
  }

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
