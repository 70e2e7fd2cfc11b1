package io.sluice.controlplane.webhooks;

/// Where messages go that nobody takes. Thread: any; it blocks.
@FunctionalInterface
interface DeadLetters {
  /// @param reason what came of the last attempt
  /// @param attempts how many there were
  void put(Message message, String reason, int attempts) throws InterruptedException;
}
