package io.sluice.controlplane.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Workers in buckets by how much room they have, so that those with most are found without looking
/// at all. Within a bucket no order holds: whoever looks begins anywhere.
///
/// Thread: guarded by its [Fleet].
final class RoomIndex {
  static final int BUCKETS = 32;

  private record Place(int bucket, int slot) {}

  private final List<List<Member>> buckets = new ArrayList<>();
  private final Map<Member, Place> places = new HashMap<>();

  RoomIndex() {
    for (int i = 0; i < BUCKETS; i++) {
      buckets.add(new ArrayList<>(0));
    }
  }

  int size() {
    return places.size();
  }

  /// @param bucket from 0, the last holds those with most room
  void put(Member member, int bucket) {
    Place place = places.get(member);
    if (place != null && place.bucket() == bucket) {
      return;
    }
    remove(member);
    List<Member> others = buckets.get(bucket);
    places.put(member, new Place(bucket, others.size()));
    others.add(member);
  }

  void remove(Member member) {
    Place place = places.remove(member);
    if (place == null) {
      return;
    }
    List<Member> others = buckets.get(place.bucket());
    Member last = others.removeLast();
    if (last != member) {
      others.set(place.slot(), last);
      places.put(last, place);
    }
  }

  /// Shows workers to `goesOn`, those of the best bucket first, until it has seen enough.
  void visit(RandomGenerator random, Predicate<Member> goesOn) {
    for (List<Member> bucket : buckets.reversed()) {
      int size = bucket.size();
      int from = size == 0 ? 0 : random.nextInt(size);
      for (int i = 0; i < size; i++) {
        if (!goesOn.test(bucket.get((from + i) % size))) {
          return;
        }
      }
    }
  }
}
