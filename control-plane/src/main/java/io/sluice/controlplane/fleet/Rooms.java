package io.sluice.controlplane.fleet;

import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Some workers with room, in no order: whoever looks begins anywhere. The best of a few drawn by
/// lot is nearly as good as the best of all, and control planes that decide at the same time, each
/// without the others' last word, do not fall upon the same one.
///
/// Thread: guarded by its [Fleet].
record Rooms(List<RoomIndex> indexes) {
  int size() {
    return indexes.stream().mapToInt(RoomIndex::size).sum();
  }

  /// Shows workers to `goesOn` until it has seen enough, all of them if need be.
  void visit(RandomGenerator random, Predicate<Member> goesOn) {
    int size = size();
    if (size > 0) {
      int from = random.nextInt(size);
      boolean _ = visit(from, size, goesOn) && visit(0, from, goesOn);
    }
  }

  private boolean visit(int from, int to, Predicate<Member> goesOn) {
    int begin = 0; // of the index, counted through all
    for (RoomIndex index : indexes) {
      int end = Math.min(index.size(), to - begin);
      for (int i = Math.max(0, from - begin); i < end; i++) {
        if (!goesOn.test(index.get(i))) {
          return false;
        }
      }
      begin += index.size();
    }
    return true;
  }
}
