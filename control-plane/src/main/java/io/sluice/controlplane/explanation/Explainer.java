package io.sluice.controlplane.explanation;

import io.sluice.controlplane.history.RecordedTransition;
import io.sluice.controlplane.process.WorkerFact.FfmpegExited;
import io.sluice.controlplane.process.WorkerFact.PublisherDisconnected;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Explains transitions of one process.
public final class Explainer {
  private static final int FOLLOWING_AT_MOST = 6;

  private final List<RecordedTransition> history;
  private final Links links;

  /// @param history of one process, in order, not empty
  public Explainer(List<RecordedTransition> history) {
    if (history.isEmpty()) {
      throw new IllegalArgumentException("nothing happened, so there is nothing to explain");
    }
    this.history = List.copyOf(history);
    this.links = new Links(this.history);
  }

  /// The last interruption; when there was none, the last transition.
  public Explanation last() {
    return explain(lastInterruption(_ -> true).orElse(history.size() - 1));
  }

  /// Transition `sequence`; empty when there is none.
  public Optional<Explanation> of(long sequence) {
    return IntStream.range(0, history.size())
        .filter(i -> history.get(i).sequence() == sequence)
        .mapToObj(this::explain)
        .findFirst();
  }

  /// The first interruption from `from` on and before `to`; when there was none, the last one
  /// before; empty when nothing had happened yet.
  public Optional<Explanation> at(Instant from, Instant to) {
    OptionalInt within =
        IntStream.range(0, history.size())
            .filter(i -> Interruptions.in(history.get(i)))
            .filter(i -> !time(i).isBefore(from) && time(i).isBefore(to))
            .findFirst();
    if (within.isPresent()) {
      return Optional.of(explain(within.getAsInt()));
    }
    IntPredicate isBefore = i -> time(i).isBefore(to);
    OptionalInt before = lastInterruption(isBefore);
    if (before.isPresent()) {
      return Optional.of(explain(before.getAsInt()));
    }
    return IntStream.range(0, history.size())
        .filter(isBefore)
        .mapToObj(this::explain)
        .reduce((_, later) -> later);
  }

  private OptionalInt lastInterruption(IntPredicate wanted) {
    return IntStream.range(0, history.size())
        .filter(wanted)
        .filter(i -> Interruptions.in(history.get(i)))
        .reduce((_, later) -> later);
  }

  private Explanation explain(int index) {
    SortedSet<Integer> chain = backwards(index);
    int because = rootOf(index);
    return new Explanation(
        step(index),
        step(because),
        chain.stream().map(this::step).toList(),
        forwards(index).stream().map(this::step).toList(),
        ffmpegEnd(index, because),
        publisherLeft(index, because));
  }

  private SortedSet<Integer> backwards(int index) {
    SortedSet<Integer> chain = new TreeSet<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(index));
    while (!open.isEmpty()) {
      int next = open.pop();
      if (chain.add(next)) {
        open.addAll(links.before(next));
      }
    }
    return chain;
  }

  private SortedSet<Integer> forwards(int index) {
    SortedSet<Integer> followed = new TreeSet<>();
    for (int i = index + 1; i < history.size() && followed.size() < FOLLOWING_AT_MOST; i++) {
      boolean follows = links.before(i).stream().anyMatch(b -> b == index || followed.contains(b));
      if (follows) {
        followed.add(i);
      }
    }
    return followed;
  }

  /// Back along interruptions only: the start of a process is no reason why it ended.
  private int rootOf(int index) {
    int root = index;
    OptionalInt earlier = interruptionBefore(root);
    while (earlier.isPresent()) {
      root = earlier.getAsInt();
      earlier = interruptionBefore(root);
    }
    return root;
  }

  private OptionalInt interruptionBefore(int index) {
    return links.before(index).stream()
        .filter(i -> Interruptions.in(history.get(i)))
        .mapToInt(Integer::intValue)
        .min();
  }

  private @Nullable FfmpegEnd ffmpegEnd(int index, int because) {
    return events(index, because, FfmpegExited.class)
        .filter(exit -> !exit.expected())
        .findFirst()
        .map(FfmpegEnd::of)
        .orElse(null);
  }

  private @Nullable PublisherDisconnected publisherLeft(int index, int because) {
    return events(index, because, PublisherDisconnected.class).findFirst().orElse(null);
  }

  private <T> Stream<T> events(int index, int because, Class<T> type) {
    return IntStream.of(because, index)
        .mapToObj(i -> history.get(i).events())
        .flatMap(List::stream)
        .filter(type::isInstance)
        .map(type::cast);
  }

  private Step step(int index) {
    RecordedTransition transition = history.get(index);
    return new Step(transition.sequence(), time(index), Sentences.of(transition));
  }

  private Instant time(int index) {
    return history.get(index).circumstances().now();
  }
}
