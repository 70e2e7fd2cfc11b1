package io.sluice.standalone.orchestrator;

import io.sluice.identity.CommandId;
import io.sluice.schemas.Transition;

/// A command and the transition that settled it.
public record Settlement(CommandId commandId, Transition transition) {
  /// `ACCEPTED`, `NOTHING_TO_DO` or `REJECTED`.
  public String outcome() {
    return transition.getOutcome().orElse("");
  }

  public boolean isRejected() {
    return outcome().equals("REJECTED");
  }
}
