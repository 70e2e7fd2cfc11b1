package io.sluice.controlplane.reports;

import io.sluice.identity.ProcessId;
import java.util.List;
import java.util.Optional;

/// The last runs of each process.
///
/// Thread: any.
public final class ReportIndex {
  static final int RUNS_AT_MOST = 20;

  private final LastOfEach<RunSummary> runs;

  public ReportIndex() {
    this.runs = new LastOfEach<>(RUNS_AT_MOST, RunSummary.ORDER);
  }

  ReportIndex(int processesAtMost) {
    this.runs = new LastOfEach<>(RUNS_AT_MOST, processesAtMost, RunSummary.ORDER);
  }

  /// A report was read; it takes the place of an earlier one of its run.
  void reported(ProcessId process, RunSummary run) {
    runs.reported(process, run);
  }

  /// The last runs of `process`, the latest first.
  public List<RunSummary> last(ProcessId process) {
    return runs.last(process);
  }

  public Optional<RunSummary> find(ProcessId process, long generation, int attempt) {
    return last(process).stream().filter(run -> run.isOf(generation, attempt)).findFirst();
  }
}
