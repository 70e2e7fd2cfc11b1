package io.sluice.controlplane.fleet;

/// Where a worker's HTTP listener is reached, as its last heartbeat said.
///
/// @param httpUrl base URL for gateways
/// @param publicUrl base URL for publishers; empty when they cannot reach it
public record WorkerAddresses(String httpUrl, String publicUrl) {}
