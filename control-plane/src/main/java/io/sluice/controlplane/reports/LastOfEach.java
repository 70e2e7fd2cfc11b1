package io.sluice.controlplane.reports;

import io.sluice.identity.ProcessId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The last few things reported of each process, bounded: the processes reported longest ago are
/// forgotten first.
///
/// Thread: any.
public final class LastOfEach<T> {
  private static final int PROCESSES_AT_MOST = 20_000;

  private final int perProcess;
  private final int processesAtMost;
  private final Comparator<T> order;

  // By process, the one reported last at the end; guarded by this.
  private final Map<ProcessId, List<T>> things = new LinkedHashMap<>();

  /// @param order of the things of one process, the earliest first; equal by it are reports of the
  ///   same thing
  public LastOfEach(int perProcess, Comparator<T> order) {
    this(perProcess, PROCESSES_AT_MOST, order);
  }

  LastOfEach(int perProcess, int processesAtMost, Comparator<T> order) {
    this.perProcess = perProcess;
    this.processesAtMost = processesAtMost;
    this.order = order;
  }

  /// Something was reported; it takes the place of an earlier report of the same.
  public synchronized void reported(ProcessId process, T thing) {
    List<T> known = things.remove(process);
    List<T> now = known == null ? new ArrayList<>() : known;
    now.removeIf(earlier -> order.compare(earlier, thing) == 0);
    now.add(thing);
    now.sort(order);
    if (now.size() > perProcess) {
      now.removeFirst();
    }
    things.put(process, now);
    if (things.size() > processesAtMost) {
      things.remove(things.keySet().iterator().next());
    }
  }

  /// The last things of `process`, the latest first.
  public synchronized List<T> last(ProcessId process) {
    return List.copyOf(things.getOrDefault(process, List.of())).reversed();
  }
}
