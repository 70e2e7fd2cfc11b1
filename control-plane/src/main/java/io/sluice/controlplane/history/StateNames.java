package io.sluice.controlplane.history;

import io.sluice.controlplane.process.ProcessState;
import io.sluice.controlplane.process.ProcessState.Absent;
import io.sluice.controlplane.process.ProcessState.Active;
import io.sluice.controlplane.process.ProcessState.Assigned;
import io.sluice.controlplane.process.ProcessState.Moving;
import io.sluice.controlplane.process.ProcessState.Quarantined;
import io.sluice.controlplane.process.ProcessState.Stopped;
import io.sluice.controlplane.process.ProcessState.Stopping;
import io.sluice.controlplane.process.ProcessState.Waiting;

/// The words for states in records.
final class StateNames {
  static final String ABSENT = "ABSENT";
  static final String WAITING = "WAITING";
  static final String ASSIGNED = "ASSIGNED";
  static final String ACTIVE = "ACTIVE";
  static final String MOVING = "MOVING";
  static final String STOPPING = "STOPPING";
  static final String STOPPED = "STOPPED";
  static final String QUARANTINED = "QUARANTINED";

  private StateNames() {}

  static String of(ProcessState state) {
    return switch (state) {
      case Absent _ -> ABSENT;
      case Waiting _ -> WAITING;
      case Assigned _ -> ASSIGNED;
      case Active _ -> ACTIVE;
      case Moving _ -> MOVING;
      case Stopping _ -> STOPPING;
      case Stopped _ -> STOPPED;
      case Quarantined _ -> QUARANTINED;
    };
  }
}
