package io.sluice.acceptance.fleet;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives test classes the one fleet of this test run, as a parameter of their constructor: starting
/// one takes seconds. Tests keep apart by process ids of their own.
public final class SharedFleet implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedFleet.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Fleet.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Fleet.class, _ -> start(), Fleet.class);
  }

  /// Kept after the run, under `target`, for whoever wants to see what was recorded.
  private static Fleet start() {
    try {
      Path target = Files.createDirectories(Path.of("target", "acceptance"));
      return Fleet.start(Files.createTempDirectory(target, "fleet-"));
    } catch (Exception e) {
      throw new IllegalStateException("the fleet does not start", e);
    }
  }
}
