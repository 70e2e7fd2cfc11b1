package io.sluice.controlplane.process;

/// Gives each input its decision: [ProcessDecider#decide], and whatever else is to be tried in its
/// place.
@FunctionalInterface
public interface Decider {
  Decision decide(Process process, ProcessInput input, Circumstances circumstances);
}
