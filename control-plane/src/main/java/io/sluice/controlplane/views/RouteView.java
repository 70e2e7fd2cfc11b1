package io.sluice.controlplane.views;

import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import java.net.URI;

/// Where publishers of a process are led.
///
/// @param whipUrl absolute URL of its WHIP endpoint on the owner, as this gateway reaches it
public record RouteView(
    ProcessId processId, WorkerId workerId, Generation generation, URI whipUrl) {}
