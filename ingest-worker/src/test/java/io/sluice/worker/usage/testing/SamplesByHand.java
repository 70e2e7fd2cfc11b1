package io.sluice.worker.usage.testing;

import io.sluice.worker.supervision.Usage;
import io.sluice.worker.usage.UsageSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Looks when the test says so, and sees what it says.
///
/// Thread: any.
public final class SamplesByHand implements UsageSource {
  private final List<Consumer<Usage>> listeners = new CopyOnWriteArrayList<>();

  @Override
  public Sampling watch(long pid, Consumer<Usage> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /// Tells all who watch, once there is one.
  public void say(Usage usage) {
    org.awaitility.Awaitility.await().until(() -> !listeners.isEmpty());
    listeners.forEach(listener -> listener.accept(usage));
  }

  /// How many children are watched.
  public int watched() {
    return listeners.size();
  }
}
