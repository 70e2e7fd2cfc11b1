package io.sluice.acceptance.fleet;

import io.sluice.acceptance.network.Road;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives test classes the one fleet of this test run that clients reach over a road of its own, on
/// which packets can get lost. Tests that make the road bad must not run beside each other.
public final class RoadFleet implements AutoCloseable {
  /// No key frames by the clock: what a loss broke is to be healed because it was noticed.
  private static final Map<String, Object> SETTINGS =
      Map.of("sluice.worker.key-frame-interval", "60s");

  private final Road road;
  private final Fleet fleet;

  private RoadFleet(Road road, Fleet fleet) {
    this.road = road;
    this.fleet = fleet;
  }

  public Road road() {
    return road;
  }

  public Fleet fleet() {
    return fleet;
  }

  private static RoadFleet start() {
    Road road = Road.build();
    try {
      Path target = Files.createDirectories(Path.of("target", "acceptance"));
      Path folder = Files.createTempDirectory(target, "road-");
      return new RoadFleet(road, Fleet.startAt(road.host().getHostAddress(), folder, SETTINGS));
    } catch (Exception e) {
      road.close();
      throw new IllegalStateException("the fleet at the road does not start", e);
    }
  }

  @Override
  public void close() throws Exception {
    try (road) {
      fleet.close();
    }
  }

  /// Resolves a parameter of that type.
  public static final class Shared implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(RoadFleet.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == RoadFleet.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(NAMESPACE)
          .getOrComputeIfAbsent(RoadFleet.class, _ -> start(), RoadFleet.class);
    }
  }
}
