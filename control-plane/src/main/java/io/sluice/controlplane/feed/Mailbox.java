package io.sluice.controlplane.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What waits for one reader: transitions in their order, bounded, and of each worker and each run
/// the last state only.
///
/// Thread: any; one takes.
final class Mailbox {
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  private final ArrayDeque<FeedMessage.Decided> decided = new ArrayDeque<>(); // guarded by lock
  private final Map<Object, FeedMessage> states = new LinkedHashMap<>(); // guarded by lock
  private FeedMessage.@Nullable End end; // guarded by lock

  /// @param capacity transitions that may wait
  Mailbox(int capacity) {
    this.capacity = capacity;
  }

  /// Never blocks. When a transition finds no room, those before it are still given, and then the
  /// end: a gap would be worse.
  void put(FeedMessage message) {
    lock.lock();
    try {
      if (end == null) {
        keep(message);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  // With the lock.
  private void keep(FeedMessage message) {
    switch (message) {
      case FeedMessage.Decided m -> {
        if (decided.size() < capacity) {
          decided.add(m);
        } else {
          end = new FeedMessage.End(FeedMessage.Reason.TOO_SLOW);
        }
      }
      case FeedMessage.WorkerHeard m -> states.put(m.worker().id(), m);
      case FeedMessage.RunReported m -> states.put(m.processId(), m);
      case FeedMessage.End m -> end = m;
      case FeedMessage.Alive _ -> {}
    }
  }

  /// The next message; [FeedMessage.Alive] when none came for `patience`. After the end, the end
  /// again.
  FeedMessage take(Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = patience.toNanos();
      Optional<FeedMessage> next = poll();
      while (next.isEmpty() && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
        next = poll();
      }
      return next.orElseGet(FeedMessage.Alive::new);
    } finally {
      lock.unlock();
    }
  }

  // With the lock.
  private Optional<FeedMessage> poll() {
    FeedMessage next = decided.poll();
    if (next == null && end == null && !states.isEmpty()) {
      next = states.remove(states.keySet().iterator().next());
    }
    return Optional.ofNullable(next == null ? end : next);
  }
}
