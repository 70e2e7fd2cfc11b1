package io.sluice.controlplane.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Workers with room, in no order: whoever looks begins anywhere. The best of a few drawn by lot is
/// nearly as good as the best of all, and control planes that decide at the same time, each without
/// the others' last word, do not fall upon the same one.
///
/// Thread: guarded by its [Fleet].
final class RoomIndex {
  private final List<Member> members = new ArrayList<>();
  private final Map<Member, Integer> slots = new HashMap<>();

  int size() {
    return members.size();
  }

  void put(Member member) {
    if (!slots.containsKey(member)) {
      slots.put(member, members.size());
      members.add(member);
    }
  }

  void remove(Member member) {
    Integer slot = slots.remove(member);
    if (slot == null) {
      return;
    }
    Member last = members.removeLast();
    if (last != member) {
      members.set(slot, last);
      slots.put(last, slot);
    }
  }

  /// Shows workers to `goesOn` until it has seen enough, all of them if need be.
  void visit(RandomGenerator random, Predicate<Member> goesOn) {
    int size = members.size();
    int from = size == 0 ? 0 : random.nextInt(size);
    for (int i = 0; i < size; i++) {
      if (!goesOn.test(members.get((from + i) % size))) {
        return;
      }
    }
  }
}
