package io.sluice.controlplane;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.sluice.controlplane.webhooks.Webhooks;
import org.reactivestreams.Publisher;

/// `/health`: how webhooks stand. Always up: that a receiver takes nothing is no fault of this
/// control plane, and another would not do better.
final class WebhooksHealthIndicator implements HealthIndicator {
  private static final String NAME = "webhooks";

  private final Webhooks webhooks;

  WebhooksHealthIndicator(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Publishers.just(
        HealthResult.builder(NAME, HealthStatus.UP).details(webhooks.standing()).build());
  }
}
