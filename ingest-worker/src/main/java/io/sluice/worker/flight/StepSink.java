package io.sluice.worker.flight;

/// Takes what a session goes through. Thread: any; returns at once.
@FunctionalInterface
public interface StepSink {
  /// @param text in words, without a secret
  void step(StepKind kind, String text);
}
