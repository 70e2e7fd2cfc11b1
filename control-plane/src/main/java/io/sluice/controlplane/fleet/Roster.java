package io.sluice.controlplane.fleet;

import io.sluice.controlplane.placement.Demand;
import io.sluice.identity.WorkerId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All known workers, found by id, and those with room by each label and by what their FFmpeg can
/// do. A fleet has few builds of FFmpeg, so workers are kept by build and not by each of its
/// hundred abilities.
///
/// Thread: guarded by its [Fleet].
final class Roster {
  private final Map<WorkerId, Member> members = new HashMap<>();
  private final Map<Set<String>, RoomIndex> byBuild = new HashMap<>();
  private final Map<String, RoomIndex> byLabel = new HashMap<>();
  private final Map<Member, Place> places = new HashMap<>();

  /// Under what a worker is found.
  private record Place(Set<String> build, Set<String> labels) {
    static Place of(Member member) {
      return new Place(
          member.last().ffmpegFeatures(),
          member.last().labels().entrySet().stream()
              .map(label -> label(label.getKey(), label.getValue()))
              .collect(Collectors.toUnmodifiableSet()));
    }
  }

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
    Place now = Place.of(member);
    if (!now.equals(places.get(member))) {
      takeOut(member);
      places.put(member, now);
      byBuild.computeIfAbsent(now.build(), _ -> new RoomIndex()).put(member);
      now.labels().forEach(l -> byLabel.computeIfAbsent(l, _ -> new RoomIndex()).put(member));
    }
  }

  /// No one who looks for room finds it before it is refreshed.
  void takeOut(Member member) {
    Place place = places.remove(member);
    if (place != null) {
      takeOut(member, byBuild, place.build());
      place.labels().forEach(label -> takeOut(member, byLabel, label));
    }
  }

  private static <K> void takeOut(Member member, Map<K, RoomIndex> indexes, K key) {
    RoomIndex index = indexes.get(key);
    if (index != null) {
      index.remove(member);
      if (index.size() == 0) {
        indexes.remove(key);
      }
    }
  }

  /// The fewest workers with room among whom all are that have what `demand` requires.
  Rooms narrowest(Demand demand) {
    return Stream.concat(
            Stream.of(capable(demand.ffmpegFeatures())),
            demand.wish().required().entrySet().stream()
                .map(label -> labelled(label.getKey(), label.getValue())))
        .min(Comparator.comparingInt(Rooms::size))
        .orElseThrow();
  }

  private Rooms capable(Set<String> features) {
    return new Rooms(
        byBuild.entrySet().stream()
            .filter(build -> build.getKey().containsAll(features))
            .map(Map.Entry::getValue)
            .toList());
  }

  /// Workers with room that carry a label.
  Rooms labelled(String key, String value) {
    RoomIndex found = byLabel.get(label(key, value));
    return new Rooms(found == null ? List.of() : List.of(found));
  }

  private static String label(String key, String value) {
    return key + "=" + value;
  }
}
