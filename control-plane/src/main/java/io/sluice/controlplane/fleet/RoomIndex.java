package io.sluice.controlplane.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Workers with room that have something in common, in no order.
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

  Member get(int slot) {
    return members.get(slot);
  }
}
