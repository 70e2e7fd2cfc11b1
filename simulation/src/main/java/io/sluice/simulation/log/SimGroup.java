package io.sluice.simulation.log;

import io.sluice.simulation.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The consumer group of all control planes: who is in it, and who owns which partitions. Every
/// coming and going begins a new generation, in which everybody is told anew what is theirs.
public final class SimGroup {
  private static final Duration SESSION = Duration.ofSeconds(6);

  /// One member in one generation: what fences it.
  public record Member(String id, int generation) {}

  private final Timeline timeline;
  private final int partitions;
  private final Map<String, Long> lastSeenNanos = new TreeMap<>();
  private int generation;
  private int joined;

  public SimGroup(Timeline timeline, int partitions) {
    this.timeline = timeline;
    this.partitions = partitions;
  }

  /// @return the new member's id
  public String join(String instance) {
    String id = instance + "#" + ++joined;
    lastSeenNanos.put(id, timeline.nowNanos());
    generation++;
    timeline.after(SESSION, () -> expire(id));
    return id;
  }

  public void leave(String id) {
    if (lastSeenNanos.remove(id) != null) {
      generation++;
    }
  }

  /// A sign of life.
  public void heartbeat(String id) {
    lastSeenNanos.computeIfPresent(id, (_, _) -> timeline.nowNanos());
  }

  private void expire(String id) {
    Long seen = lastSeenNanos.get(id);
    if (seen == null) {
      return;
    }
    long left = seen + SESSION.toNanos() - timeline.nowNanos();
    if (left > 0) {
      timeline.after(Duration.ofNanos(left), () -> expire(id));
    } else {
      leave(id);
    }
  }

  /// As whom the group knows that member now; null when it knows it no more.
  public @Nullable Member member(String id) {
    return lastSeenNanos.containsKey(id) ? new Member(id, generation) : null;
  }

  /// Whether offsets of `member` are taken.
  public boolean isCurrent(Member member) {
    return member.generation() == generation && lastSeenNanos.containsKey(member.id());
  }

  /// What `member` owns, a range.
  public List<Integer> owned(Member member) {
    List<String> all = new ArrayList<>(lastSeenNanos.keySet());
    int mine = all.indexOf(member.id());
    List<Integer> owned = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      if (partition * all.size() / partitions == mine) {
        owned.add(partition);
      }
    }
    return owned;
  }
}
