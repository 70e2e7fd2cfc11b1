package io.sluice.controlplane.views;

import io.sluice.identity.ProcessId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A process as it may be shown: addresses redacted, no token, not even its hash.
///
/// @param sequence the transition after which this holds
/// @param changedAt time of that transition
/// @param config what was asked for, defaults filled in; null while nothing was accepted
/// @param generation the last fencing token given; 0 when none was
/// @param workerId the worker that holds it; null when none does
/// @param leavingWorkerId in MOVING: the worker that runs it until the other is ready; else null
/// @param attempt which start of FFmpeg; 0 when none
/// @param ffmpegPid of the running FFmpeg on the worker's host; null when none
/// @param publisher shortened id of the connected WHIP session; null when none
/// @param mediaFlowing whether that session's media reaches FFmpeg
/// @param reason why it waits or has stopped, as a fixed word; else empty
/// @param detail why it waits, in words; else empty
/// @param forced in STOPPED: files may be unfinished
/// @param revision counts the configurations from 1
/// @param ffmpegState where that start of FFmpeg stands; empty while no worker holds the process
/// @param failures those of FFmpeg that count towards quarantine, oldest first
public record ProcessView(
    ProcessId id,
    long sequence,
    Instant changedAt,
    ProcessStatus status,
    @Nullable Config config,
    long generation,
    @Nullable String workerId,
    @Nullable String leavingWorkerId,
    int attempt,
    @Nullable Ports ports,
    @Nullable Long ffmpegPid,
    @Nullable String publisher,
    boolean mediaFlowing,
    String reason,
    String detail,
    boolean forced,
    long revision,
    String ffmpegState,
    List<Failure> failures) {

  /// What is to run.
  public record Config(
      String reference,
      WhipIngest whipIngest,
      List<Leg> input,
      List<Leg> output,
      List<String> options,
      Map<String, String> metadata,
      Placement placement,
      String isolation,
      @Nullable Supervision supervision) {}

  /// How its FFmpeg is watched, in milliseconds.
  public record Supervision(
      boolean reconnect,
      long reconnectDelayMillis,
      long reconnectDelayMaxMillis,
      long staleTimeoutMillis,
      long startTimeoutMillis,
      int cpuPercent,
      int memoryMib,
      long limitWaitMillis,
      int quarantineFailures,
      long quarantineWindowMillis,
      boolean lowPriority) {}

  /// One failure of its FFmpeg.
  public record Failure(
      Instant at, String workerId, long generation, int attempt, String reason, String detail) {}

  /// What it asks of its worker.
  public record Placement(
      Map<String, String> requiredLabels,
      Map<String, String> preferredLabels,
      String sameReference) {}

  /// The WHIP endpoint.
  ///
  /// @param tokenRequired whether publishers must show a bearer token
  public record WhipIngest(
      boolean enabled,
      List<String> videoCodecs,
      List<String> audioCodecs,
      int videoPayloadType,
      int audioPayloadType,
      boolean tokenRequired,
      String start,
      boolean takeover,
      String onResolutionChange) {}

  /// One input or output of FFmpeg.
  public record Leg(String id, String address, List<String> options) {}

  /// UDP ports on the worker's loopback address.
  public record Ports(int videoRtp, int videoRtcp, int audioRtp, int audioRtcp) {}

  public boolean takesWhip() {
    return config != null && config.whipIngest().enabled();
  }
}
