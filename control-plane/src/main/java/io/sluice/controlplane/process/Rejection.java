package io.sluice.controlplane.process;

/// Why a command is refused.
public enum Rejection {
  /// The command's id cannot be an id.
  INVALID_COMMAND_ID,
  /// The process's id cannot be an id.
  INVALID_PROCESS_ID,
  /// The record's key names another process than its value.
  KEY_MISMATCH,
  INVALID_CONFIG,
  ALREADY_STARTED,
  NOT_STARTED,
  QUARANTINED,
  STILL_STOPPING;

  /// Whether the outcome is kept for repetitions. One that follows from the command alone is not:
  /// it comes out the same each time, and the ids in it are not this process's.
  boolean isRemembered() {
    return switch (this) {
      case INVALID_COMMAND_ID, INVALID_PROCESS_ID, KEY_MISMATCH -> false;
      case INVALID_CONFIG, ALREADY_STARTED, NOT_STARTED, QUARANTINED, STILL_STOPPING -> true;
    };
  }
}
