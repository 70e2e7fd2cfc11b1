package io.sluice.controlplane.fleet;

import io.sluice.controlplane.placement.Demand;
import io.sluice.identity.WorkerId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All known workers, found by id, and those with room by how much they have and by what they are:
/// a label or a feature of their FFmpeg.
///
/// Thread: guarded by its [Fleet].
final class Roster {
  private final Map<WorkerId, Member> members = new HashMap<>();
  private final RoomIndex all = new RoomIndex();
  private final Map<String, RoomIndex> byTrait = new HashMap<>();
  private final Map<Member, Set<String>> traits = new HashMap<>();

  @Nullable Member find(WorkerId id) {
    return members.get(id);
  }

  Collection<Member> all() {
    return members.values();
  }

  void add(Member member) {
    members.put(member.id(), member);
    refresh(member);
  }

  void remove(WorkerId id) {
    Member member = members.remove(id);
    if (member != null) {
      takeOut(member);
    }
  }

  /// Something about `member` has changed.
  void refresh(Member member) {
    if (!member.hasRoom()) {
      takeOut(member);
      return;
    }
    Set<String> now = traitsOf(member);
    Set<String> before = traits.getOrDefault(member, Set.of());
    if (!now.equals(before)) {
      takeOut(member);
      traits.put(member, now);
    }
    all.put(member);
    now.forEach(trait -> byTrait.computeIfAbsent(trait, _ -> new RoomIndex()).put(member));
  }

  /// No one who looks for room finds it before it is refreshed.
  void takeOut(Member member) {
    all.remove(member);
    for (String trait : Optional.ofNullable(traits.remove(member)).orElse(Set.of())) {
      RoomIndex index = byTrait.get(trait);
      if (index != null) {
        index.remove(member);
        if (index.size() == 0) {
          byTrait.remove(trait);
        }
      }
    }
  }

  /// The fewest workers with room among whom all are that carry what `demand` requires.
  RoomIndex narrowest(Demand demand) {
    return Stream.concat(
            demand.wish().required().entrySet().stream().map(l -> label(l.getKey(), l.getValue())),
            demand.ffmpegFeatures().stream().map(Roster::feature))
        .map(this::withTrait)
        .min(Comparator.comparingInt(RoomIndex::size))
        .orElse(all);
  }

  /// Workers with room that carry a label.
  RoomIndex labelled(String key, String value) {
    return withTrait(label(key, value));
  }

  private RoomIndex withTrait(String trait) {
    RoomIndex found = byTrait.get(trait);
    return found == null ? new RoomIndex() : found;
  }

  private static Set<String> traitsOf(Member member) {
    Set<String> traits = new HashSet<>();
    member.last().labels().forEach((key, value) -> traits.add(label(key, value)));
    member.last().ffmpegFeatures().forEach(feature -> traits.add(feature(feature)));
    return traits;
  }

  private static String label(String key, String value) {
    return "label " + key + "=" + value;
  }

  private static String feature(String feature) {
    return "feature " + feature;
  }
}
