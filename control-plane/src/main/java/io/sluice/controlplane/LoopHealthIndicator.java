package io.sluice.controlplane;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.sluice.controlplane.views.CaughtUp;
import io.sluice.eventlog.loop.LoopHealth;
import java.util.Map;
import java.util.Optional;
import org.reactivestreams.Publisher;

/// `/health`: up when this control plane decides and its views are complete.
final class LoopHealthIndicator implements HealthIndicator {
  private static final String NAME = "controlPlane";

  private final LoopStarter loop;
  private final CaughtUp views;

  LoopHealthIndicator(LoopStarter loop, CaughtUp views) {
    this.loop = loop;
    this.views = views;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Publishers.just(result());
  }

  private HealthResult result() {
    Optional<LoopHealth> health = loop.health();
    if (health.isEmpty()) {
      return down(loop.obstacle());
    }
    return switch (health.get()) {
      case LoopHealth.Running running when views.isCaughtUp() ->
          HealthResult.builder(NAME, HealthStatus.UP)
              .details(Map.of("partitions", running.partitions().stream().sorted().toList()))
              .build();
      case LoopHealth.Running _ -> down("the views are being read");
      case LoopHealth.Restoring _ -> down("partitions are being taken over");
      case LoopHealth.Failed failed -> down(failed.reason());
      case LoopHealth.Closed _ -> down("the decision loop is closed");
    };
  }

  private static HealthResult down(String why) {
    return HealthResult.builder(NAME, HealthStatus.DOWN).details(Map.of("reason", why)).build();
  }
}
