package io.sluice.worker.ingest;

import io.sluice.worker.supervision.LimitKind;

/// Why the worker ends an FFmpeg that does not do its work.
enum Fault {
  DID_NOT_LISTEN(FinishCause.DID_NOT_LISTEN),
  STALLED(FinishCause.STALLED),
  NO_OUTPUT(FinishCause.NO_OUTPUT),
  CPU_LIMIT(FinishCause.CPU_LIMIT),
  MEMORY_LIMIT(FinishCause.MEMORY_LIMIT);

  private final FinishCause ends;

  Fault(FinishCause ends) {
    this.ends = ends;
  }

  static Fault above(LimitKind limit) {
    return switch (limit) {
      case CPU -> CPU_LIMIT;
      case MEMORY -> MEMORY_LIMIT;
    };
  }

  FinishCause ends() {
    return ends;
  }
}
