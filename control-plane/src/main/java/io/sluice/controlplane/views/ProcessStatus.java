package io.sluice.controlplane.views;

import java.util.Optional;

/// Where a process is in its life, as the decider wrote it.
public enum ProcessStatus {
  ABSENT,
  WAITING,
  ASSIGNED,
  ACTIVE,
  MOVING,
  STOPPING,
  STOPPED,
  QUARANTINED;

  /// Empty for a word this version does not know.
  public static Optional<ProcessStatus> named(String name) {
    for (ProcessStatus status : values()) {
      if (status.name().equals(name)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }

  /// True when it is to run, on a worker or as soon as there is one.
  public boolean isWanted() {
    return switch (this) {
      case WAITING, ASSIGNED, ACTIVE, MOVING -> true;
      case ABSENT, STOPPING, STOPPED, QUARANTINED -> false;
    };
  }
}
