package io.sluice.standalone.cli;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What control plane and worker have in common when they run on their own. All else is set by
/// properties or by the environment, as docs/configuration.md lists.
final class PartOptions {
  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Kafka to work with. Default: SLUICE_BOOTSTRAP, else 127.0.0.1:9092.")
  private @Nullable String bootstrap;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address that HTTP is served on; 0.0.0.0 for all. Default: 127.0.0.1.")
  private String host = "";

  @Option(
      names = "-D",
      paramLabel = "NAME=VALUE",
      description = "Any property, for example -D sluice.partitions=3.")
  private Map<String, String> properties = new HashMap<>();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of HTTP. Default: 8080 for a control plane, 8081 for a worker.")
  private @Nullable Integer port;

  Map<String, Object> properties(int defaultPort) {
    Map<String, Object> all = new HashMap<>();
    all.put("micronaut.server.host", host);
    all.put("micronaut.server.port", Ports.checked(port == null ? defaultPort : port, "--port"));
    if (bootstrap != null) {
      all.put("sluice.bootstrap", bootstrap);
    }
    all.putAll(properties);
    return all;
  }
}
