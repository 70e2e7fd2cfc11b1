package io.sluice.controlplane.archive;

import io.sluice.schemas.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the transitions of one process from the last back to the first, each of which tells when
/// the one before was decided. So it reads short stretches of a partition, however much of others
/// lies between them.
///
/// Core: pure but for what it reads through [Stretches].
final class HistorySearch {
  /// A partition as it is read: in the order of its records, whose times are those of appending, at
  /// most a little later than those of deciding.
  interface Stretches {
    /// The transitions of the process that were appended at `from` or later, up to number `last`
    /// or, when that does not come, to the end.
    List<Transition> read(Instant from, long last);
  }

  // Decided and appended by one clock, but that may have been set back between.
  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Stretches stretches;

  HistorySearch(Stretches stretches) {
    this.stretches = stretches;
  }

  /// All transitions from `span`'s beginning up to number `last`, which was decided at `at`; empty
  /// when they cannot be found this way.
  Optional<List<Transition>> backwards(long last, Instant at, Span span) {
    Deque<Transition> found = new ArrayDeque<>();
    long wanted = last;
    Instant time = at;
    Duration reach = SHORTEST;
    while (wanted > 0) {
      List<Transition> stretch = upTo(wanted, stretches.read(time.minus(reach), wanted));
      if (stretch.isEmpty()) {
        return Optional.empty();
      }
      stretch.reversed().forEach(found::addFirst);
      Transition first = stretch.getFirst();
      wanted = first.getSequence() - 1;
      Instant previous = previousAt(first);
      if (span.isBeforeIt(first) || previous == null) {
        break;
      }
      time = previous;
      reach = next(reach, stretch.size() > 1);
    }
    boolean isWhole = wanted == 0 || span.isBeforeIt(found.getFirst());
    return isWhole ? Optional.of(new ArrayList<>(found)) : Optional.empty();
  }

  /// Those that end with number `last` without a hole; empty when it is not among them.
  private static List<Transition> upTo(long last, List<Transition> read) {
    List<Transition> run = new ArrayList<>();
    for (Transition transition : read) {
      if (!run.isEmpty() && transition.getSequence() != run.getLast().getSequence() + 1) {
        run.clear();
      }
      if (transition.getSequence() <= last) {
        run.add(transition);
      }
    }
    return run.isEmpty() || run.getLast().getSequence() != last ? List.of() : run;
  }

  /// Longer where there was much to find, shorter where it lies far apart.
  private static Duration next(Duration reach, boolean foundMore) {
    Duration next = foundMore ? reach.multipliedBy(2) : reach.dividedBy(2);
    if (next.compareTo(LONGEST) > 0) {
      return LONGEST;
    }
    return next.compareTo(SHORTEST) < 0 ? SHORTEST : next;
  }

  private static @Nullable Instant previousAt(Transition transition) {
    return transition.getPreviousAt().orElse(null);
  }
}
