package io.sluice.controlplane.process;

/// Where a process takes publishers in.
///
/// @param whipUrl absolute, as gateways reach it
public record Endpoint(MediaPorts ports, String whipUrl) {}
