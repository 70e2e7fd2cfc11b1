package io.sluice.controlplane.webhooks;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings one message to its end: taken, or put aside.
///
/// Thread: any; it blocks, and waits between attempts.
final class Courier {
  private static final Logger log = LoggerFactory.getLogger(Courier.class);

  private final Sender sender;
  private final DeadLetters dead;
  private final Backoff backoff;
  private final DeliveryCounters counters;
  private final Surroundings around;
  private final Semaphore lines;

  /// Waits. Thread: any.
  @FunctionalInterface
  interface Pause {
    void of(Duration length) throws InterruptedException;
  }

  /// @param nanoTime monotonic, nanoseconds
  /// @param lots from 0 to 1
  record Surroundings(LongSupplier nanoTime, DoubleSupplier lots, Pause pause) {}

  /// @param atOnce attempts at a time
  Courier(
      Sender sender,
      DeadLetters dead,
      Backoff backoff,
      int atOnce,
      DeliveryCounters counters,
      Surroundings around) {
    this.sender = sender;
    this.dead = dead;
    this.backoff = backoff;
    this.lines = new Semaphore(atOnce);
    this.counters = counters;
    this.around = around;
  }

  long now() {
    return around.nanoTime().getAsLong();
  }

  /// @param readNanos when the message was read: one that waited behind another has its one attempt
  ///   at least
  void deliver(Message message, long readNanos) throws InterruptedException {
    int attempts = 0;
    while (true) {
      Answer answer = attempt(message);
      attempts++;
      switch (answer) {
        case Answer.Taken() -> {
          counters.taken();
          return;
        }
        case Answer.Never(String reason) -> {
          putAside(message, reason, attempts);
          return;
        }
        case Answer.NotNow(String reason, var after) -> {
          counters.failed();
          Duration own = backoff.pause(attempts, around.lots().getAsDouble());
          Duration pause = after.filter(asked -> asked.compareTo(own) > 0).orElse(own);
          if (!backoff.allows(Duration.ofNanos(now() - readNanos), pause)) {
            putAside(message, reason, attempts);
            return;
          }
          around.pause().of(pause);
        }
      }
    }
  }

  private Answer attempt(Message message) throws InterruptedException {
    lines.acquire();
    try {
      return sender.send(message);
    } catch (RuntimeException e) {
      // What nobody foresaw must not hold up the later events of the process.
      log.atError().addKeyValue("message", message.id()).setCause(e).log("a delivery met a bug");
      return new Answer.Never("not sent, for a bug: " + e);
    } finally {
      lines.release();
    }
  }

  private void putAside(Message message, String reason, int attempts) throws InterruptedException {
    dead.put(message, reason, attempts);
    counters.dead();
  }
}
