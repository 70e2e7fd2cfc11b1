package io.sluice.controlplane.webhooks;

/// Counts what becomes of attempts and messages. Thread: any.
interface DeliveryCounters {
  void taken();

  /// One attempt; there may be another.
  void failed();

  void dead();
}
