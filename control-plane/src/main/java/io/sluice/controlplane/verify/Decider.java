package io.sluice.controlplane.verify;

import io.sluice.controlplane.process.Circumstances;
import io.sluice.controlplane.process.Decision;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.process.ProcessDecider;
import io.sluice.controlplane.process.ProcessInput;

/// What is tried on the recorded inputs.
@FunctionalInterface
public interface Decider {
  /// The one of this build.
  Decider TODAY = ProcessDecider::decide;

  Decision decide(Process before, ProcessInput input, Circumstances circumstances);
}
