package io.sluice.controlplane.views;

/// How a command was settled.
public enum Outcome {
  ACCEPTED,
  NOTHING_TO_DO,
  REJECTED
}
