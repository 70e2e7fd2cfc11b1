package io.sluice.controlplane.process;

/// UDP ports on the owner's loopback address, on which FFmpeg listens.
public record MediaPorts(int videoRtp, int videoRtcp, int audioRtp, int audioRtcp) {}
