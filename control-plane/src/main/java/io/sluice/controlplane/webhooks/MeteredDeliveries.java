package io.sluice.controlplane.webhooks;

import io.micrometer.core.instrument.MeterRegistry;

/// Deliveries of one webhook as `/prometheus` shows them.
final class MeteredDeliveries implements DeliveryCounters {
  private static final String NAME = "sluice.webhooks.deliveries";

  private final MeterRegistry meters;
  private final String webhook;

  MeteredDeliveries(MeterRegistry meters, String webhook) {
    this.meters = meters;
    this.webhook = webhook;
  }

  @Override
  public void taken() {
    count("TAKEN");
  }

  @Override
  public void failed() {
    count("FAILED");
  }

  @Override
  public void dead() {
    count("DEAD");
  }

  private void count(String outcome) {
    meters.counter(NAME, "webhook", webhook, "outcome", outcome).increment();
  }
}
