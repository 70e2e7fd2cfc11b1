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
    String ffmpegVersion,
    Map<String, String> labels) {}
