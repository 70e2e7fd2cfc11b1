package io.sluice.eventlog;

import java.util.HashMap;
import java.util.Map;

/// How to reach Kafka.
///
/// @param bootstrap `host:port`, several separated by commas
/// @param security further client properties, such as those of SASL and TLS
public record KafkaConnection(String bootstrap, Map<String, String> security) {
  public KafkaConnection {
    security = Map.copyOf(security);
  }

  public static KafkaConnection to(String bootstrap) {
    return new KafkaConnection(bootstrap, Map.of());
  }

  /// Properties for a Kafka client that is to have `own` as well.
  public Map<String, Object> properties(Map<String, Object> own) {
    Map<String, Object> all = new HashMap<>(security);
    all.putAll(own);
    all.put("bootstrap.servers", bootstrap);
    return all;
  }

  /// Security settings may hold passwords.
  @Override
  public String toString() {
    return bootstrap;
  }
}
