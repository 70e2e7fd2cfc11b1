package io.sluice.standalone.demo;

import io.sluice.schemas.Transition;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The state of one process, to be waited for.
///
/// Thread: any.
final class ProcessWatch {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private String state = "ABSENT"; // guarded by lock

  void transition(Transition transition) {
    lock.lock();
    try {
      state = transition.getState();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// @throws DemoFailedException when it is not in that state within `limit`
  void await(String wanted, Duration limit) throws DemoFailedException, InterruptedException {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (!state.equals(wanted)) {
        if (left <= 0) {
          throw new DemoFailedException(
              "after "
                  + limit.toSeconds()
                  + " s the process is still "
                  + state
                  + " and not "
                  + wanted);
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
