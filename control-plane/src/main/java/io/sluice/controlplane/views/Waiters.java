package io.sluice.controlplane.views;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Those who wait for something to be said about a key. Bounded in number and, each, in time.
///
/// Thread: any; futures are completed on the thread that makes the offer, outside the lock.
final class Waiters<K, V> {
  private record Waiter<V>(Predicate<V> wanted, CompletableFuture<V> future) {}

  private final int limit;
  private final Map<K, List<Waiter<V>>> byKey = new HashMap<>(); // guarded by this
  private int size; // guarded by this

  Waiters(int limit) {
    this.limit = limit;
  }

  /// A future of the first value offered for `key` that `wanted` accepts. It fails with a
  /// `TimeoutException` after `patience`, and with [TooManyWaitersException] at once when nobody
  /// more may wait.
  CompletableFuture<V> await(K key, Predicate<V> wanted, Duration patience) {
    var waiter = new Waiter<>(wanted, new CompletableFuture<V>());
    synchronized (this) {
      if (size >= limit) {
        return CompletableFuture.failedFuture(new TooManyWaitersException(limit));
      }
      byKey.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(waiter);
      size++;
    }
    return waiter
        .future()
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((_, _) -> forget(key, waiter));
  }

  void offer(K key, V value) {
    List<Waiter<V>> served = new ArrayList<>();
    synchronized (this) {
      for (Waiter<V> waiter : byKey.getOrDefault(key, List.of())) {
        if (waiter.wanted().test(value)) {
          served.add(waiter);
        }
      }
    }
    served.forEach(waiter -> waiter.future().complete(value));
  }

  synchronized int size() {
    return size;
  }

  private synchronized void forget(K key, Waiter<V> waiter) {
    List<Waiter<V>> ofKey = byKey.get(key);
    if (ofKey != null && ofKey.remove(waiter)) {
      size--;
      if (ofKey.isEmpty()) {
        byKey.remove(key);
      }
    }
  }
}
