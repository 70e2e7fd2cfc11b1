package io.sluice.worker.facts;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What waits to be told, in order and bounded. When it is full the oldest goes: after a long
/// outage what holds now is worth more than what held then.
///
/// Thread: any.
final class Spool<T> {
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition();

  // guarded by lock
  private final ArrayDeque<T> waiting = new ArrayDeque<>();
  private long dropped;

  Spool(int capacity) {
    this.capacity = capacity;
  }

  void add(T item) {
    lock.lock();
    try {
      if (waiting.size() == capacity) {
        waiting.removeFirst();
        dropped++;
      }
      waiting.addLast(item);
      notEmpty.signal();
    } finally {
      lock.unlock();
    }
  }

  /// The oldest; empty when there was none within `limit`.
  Optional<T> poll(Duration limit) throws InterruptedException {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (waiting.isEmpty() && left > 0) {
        left = notEmpty.awaitNanos(left);
      }
      return Optional.ofNullable(waiting.pollFirst());
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /// How many went untold.
  long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }
}
