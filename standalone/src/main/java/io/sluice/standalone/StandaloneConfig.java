package io.sluice.standalone;

import io.sluice.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// How one JVM with everything in it is set up.
///
/// @param host address on which HTTP and media are served
/// @param httpPort public HTTP port: API and WHIP
/// @param kafkaPort port of the embedded Kafka, on 127.0.0.1 always
/// @param mediaPort UDP port of all publishers
/// @param kafkaFolder what Kafka keeps
/// @param outFolder where outputs that are paths go
/// @param partitions of every topic; cannot be changed for a Kafka that has data
/// @param extra further properties of control plane and worker; they win
public record StandaloneConfig(
    String host,
    int httpPort,
    int kafkaPort,
    int mediaPort,
    Path kafkaFolder,
    Path outFolder,
    int partitions,
    Map<String, Object> extra) {
  private static final String LOOPBACK = "127.0.0.1";

  /// One worker needs few; more would only make a start slower.
  public static final int PARTITIONS = 3;

  public StandaloneConfig {
    extra = Map.copyOf(extra);
  }

  Map<String, Object> controlPlane(String bootstrap) {
    Map<String, Object> properties = shared(bootstrap);
    properties.put("micronaut.server.host", host);
    properties.put("micronaut.server.port", httpPort);
    properties.put("sluice.control-plane.instance-id", "standalone");
    properties.putAll(extra);
    return properties;
  }

  Map<String, Object> worker(String bootstrap, int workerHttpPort) {
    Map<String, Object> properties = shared(bootstrap);
    properties.put("micronaut.server.host", LOOPBACK); // publishers come through the gateway
    properties.put("micronaut.server.port", workerHttpPort);
    properties.put("sluice.worker.id", "standalone");
    properties.put("sluice.worker.out-dir", outFolder.toString());
    properties.put("sluice.worker.media-host", host);
    properties.put("sluice.worker.media-port", mediaPort);
    properties.putAll(extra);
    return properties;
  }

  private Map<String, Object> shared(String bootstrap) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("sluice.bootstrap", bootstrap);
    properties.put("sluice.partitions", partitions);
    properties.put("sluice.replication-factor", 1);
    // As the topics are made, whatever the environment says.
    properties.put("sluice.report-retention", TopicCatalogue.USUAL_REPORT_RETENTION.toString());
    return properties;
  }
}
