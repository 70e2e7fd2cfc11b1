package io.sluice.worker.peer;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls listeners one after the other on `publisher-events`, so that none holds up the event loop.
final class PublisherEvents implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PublisherEvents.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("publisher-events").factory());

  void call(Runnable call) {
    executor.execute(() -> guarded(call));
  }

  /// A listener's bug must not end the thread that all listeners share.
  private static void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("a publisher's listener failed");
    }
  }

  /// Lets the calls already made come through.
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException _) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
