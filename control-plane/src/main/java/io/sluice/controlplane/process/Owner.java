package io.sluice.controlplane.process;

import io.sluice.identity.Generation;
import io.sluice.identity.Incarnation;
import io.sluice.identity.WorkerId;

/// The worker that holds a process, in one of its lives, under one generation.
public record Owner(WorkerId workerId, Incarnation incarnation, Generation generation) {
  Owner reborn(Incarnation newer) {
    return new Owner(workerId, newer, generation);
  }
}
