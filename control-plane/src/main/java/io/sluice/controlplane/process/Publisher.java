package io.sluice.controlplane.process;

/// The publisher that is connected.
///
/// @param sessionId shortened
/// @param mediaFlowing whether media came and has not stalled
public record Publisher(String sessionId, boolean mediaFlowing) {}
