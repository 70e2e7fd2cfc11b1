package io.sluice.worker.usage;

import io.sluice.worker.supervision.Usage;
import java.util.function.Consumer;

/// Looks at children again and again.
///
/// Thread: any.
public interface UsageSource {
  /// Tells what a child uses, about once a second, until it is closed; unknown when the host does
  /// not say.
  ///
  /// @param listener called on a thread that looks at all children: must return at once
  Sampling watch(long pid, Consumer<Usage> listener);

  /// Of one child.
  interface Sampling extends AutoCloseable {
    @Override
    void close();
  }
}
