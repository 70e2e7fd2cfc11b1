package io.sluice.benchmarks.commands;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Commands `first` to `first + count - 1`, and when each was due and settled, by
/// [System#nanoTime].
///
/// Thread: one sends, one sees; [#await] orders what they wrote before what is read.
final class Round {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final long first;
  private final long[] dueNanos;
  private final long[] settledNanos;
  private final CompletableFuture<Void> all = new CompletableFuture<>();
  private int unsettled; // confined to the one that sees

  Round(long first, int count) {
    this.first = first;
    this.dueNanos = new long[count];
    this.settledNanos = new long[count];
    this.unsettled = count;
  }

  long first() {
    return first;
  }

  int count() {
    return dueNanos.length;
  }

  void due(int index, long nanos) {
    dueNanos[index] = nanos;
  }

  /// A command was settled; of another round, it is none of ours.
  void settled(long number, long nanos) {
    if (number < first || number >= first + settledNanos.length) {
      return;
    }
    int index = (int) (number - first);
    if (settledNanos[index] != 0) {
      throw new IllegalStateException("command " + number + " has two outcomes");
    }
    settledNanos[index] = nanos;
    if (--unsettled == 0) {
      all.complete(null);
    }
  }

  /// Nothing more will be seen of it.
  void failed(RuntimeException cause) {
    all.completeExceptionally(cause);
  }

  /// Returns when each of them is settled.
  Round await() throws InterruptedException {
    try {
      all.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return this;
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("some commands have no outcome", e);
    }
  }

  /// From the first due to the last settled.
  double seconds() {
    return (Arrays.stream(settledNanos).max().orElseThrow() - dueNanos[0]) / 1e9;
  }

  /// How long each waited for its outcome, from when it was due.
  List<Long> waitedMicros() {
    long[] micros = new long[dueNanos.length];
    Arrays.setAll(micros, i -> (settledNanos[i] - dueNanos[i]) / 1_000);
    return Arrays.stream(micros).boxed().toList();
  }
}
