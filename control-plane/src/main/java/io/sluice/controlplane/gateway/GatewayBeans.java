package io.sluice.controlplane.gateway;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.sluice.controlplane.views.CaughtUp;
import io.sluice.controlplane.views.Processes;
import io.sluice.controlplane.views.Routes;
import io.sluice.controlplane.views.Workers;
import io.sluice.whip.limits.ClientLimit;
import jakarta.inject.Singleton;
import java.time.Duration;

/// Makes the gateway from the views.
@Factory
final class GatewayBeans {
  /// Below the five seconds after which the first publishers give up.
  private static final Duration PATIENCE = Duration.ofMillis(4_500);

  @Singleton
  @Bean(preDestroy = "close")
  WhipGateway gateway(
      Processes processes,
      Routes routes,
      Workers workers,
      CaughtUp caughtUp,
      GatewayMode mode,
      ClientLimit clients,
      WorkerTrust trust) {
    var rules = new LeadingRules(processes, routes, workers, caughtUp::isCaughtUp, mode);
    return new WhipGateway(clients, rules, new OwnerClient(PATIENCE, trust));
  }
}
