package io.sluice.controlplane.webhooks;

/// Makes one attempt. Thread: any; it blocks.
@FunctionalInterface
interface Sender {
  /// Never fails: what goes wrong is an answer too.
  Answer send(Message message) throws InterruptedException;
}
