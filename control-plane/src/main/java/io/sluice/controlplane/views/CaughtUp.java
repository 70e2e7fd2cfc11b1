package io.sluice.controlplane.views;

/// Whether the views have read all that was in Kafka when they started. Until then, what they do
/// not know may exist.
@FunctionalInterface
public interface CaughtUp {
  boolean isCaughtUp();
}
