package io.sluice.standalone.publish;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What to publish, and where to.
///
/// @param endpoints WHIP endpoints, one a publisher
/// @param duration how long each publishes once it is connected; empty: until told to stop
/// @param token bearer token to show; empty: none
/// @param tcpOnly as if the network let no UDP through
public record PublishPlan(
    List<URI> endpoints,
    Optional<Duration> duration,
    SentVideo video,
    Optional<String> token,
    boolean tcpOnly) {
  public PublishPlan {
    endpoints = List.copyOf(endpoints);
  }

  /// Never the token.
  @Override
  public String toString() {
    return "PublishPlan[" + endpoints.size() + " publishers, " + video + "]";
  }
}
