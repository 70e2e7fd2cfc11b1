package io.sluice.controlplane.decisions;

import io.sluice.controlplane.process.Decision;
import io.sluice.controlplane.process.ProcessInput;

/// Told of what the owner of a partition does, before it is committed: what is aborted is told
/// again.
///
/// Thread: called on the loop's; must not block.
public interface DecisionListener {
  void decided(ProcessInput input, Decision decision);

  /// A record was found in a partition that is not its process's.
  void forwarded(String topic);
}
