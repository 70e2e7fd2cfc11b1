package io.sluice.controlplane.fleet;

import io.sluice.identity.Incarnation;
import java.time.Duration;

/// How it stands with the life of a worker that holds processes.
public sealed interface Standing {
  /// It lives, or it is too early to say otherwise.
  record Alive() implements Standing {}

  /// The worker is in a later life.
  record Restarted(Incarnation incarnation) implements Standing {}

  /// @param silent how long no heartbeat had come while there was one to be seen
  record Lost(Duration silent) implements Standing {}
}
