package io.sluice.controlplane.reports;

import io.sluice.identity.ProcessId;

/// Told of each report that is read, also of those that stood there at the start.
///
/// Thread: called on the follower's.
@FunctionalInterface
public interface ReportListener {
  void reported(ProcessId process, RunSummary run);
}
