package io.sluice.eventlog.loop;

/// Told by a loop how it fares.
///
/// Thread: called on the loop's thread; must not block.
@FunctionalInterface
public interface LoopListener {
  void healthChanged(LoopHealth health);
}
