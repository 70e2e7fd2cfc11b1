package io.sluice.worker.report;

import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;

/// One run of FFmpeg.
///
/// @param attempt which start within the generation, from 1
record RunKey(ProcessId processId, Generation generation, int attempt) {
  /// The key under which a later report of the run replaces an earlier one.
  String text() {
    return processId + "/" + generation + "/" + attempt;
  }
}
