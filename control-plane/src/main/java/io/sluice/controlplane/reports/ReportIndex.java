package io.sluice.controlplane.reports;

import io.sluice.identity.ProcessId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The last runs of each process, bounded: the processes reported longest ago are forgotten first.
///
/// Thread: any.
public final class ReportIndex {
  static final int RUNS_AT_MOST = 20;
  private static final int PROCESSES_AT_MOST = 20_000;

  private final int processesAtMost;

  // By process, the one reported last at the end; guarded by this.
  private final Map<ProcessId, List<RunSummary>> runs = new LinkedHashMap<>();

  public ReportIndex() {
    this(PROCESSES_AT_MOST);
  }

  ReportIndex(int processesAtMost) {
    this.processesAtMost = processesAtMost;
  }

  /// A report was read; it takes the place of an earlier one of its run.
  synchronized void reported(ProcessId process, RunSummary run) {
    List<RunSummary> known = runs.remove(process);
    List<RunSummary> now = known == null ? new ArrayList<>() : known;
    now.removeIf(earlier -> earlier.isOf(run.generation(), run.attempt()));
    now.add(run);
    now.sort(RunSummary.ORDER);
    if (now.size() > RUNS_AT_MOST) {
      now.removeFirst();
    }
    runs.put(process, now);
    if (runs.size() > processesAtMost) {
      runs.remove(runs.keySet().iterator().next());
    }
  }

  /// The last runs of `process`, the latest first.
  public synchronized List<RunSummary> last(ProcessId process) {
    return List.copyOf(runs.getOrDefault(process, List.of())).reversed();
  }

  public Optional<RunSummary> find(ProcessId process, long generation, int attempt) {
    return last(process).stream().filter(run -> run.isOf(generation, attempt)).findFirst();
  }
}
