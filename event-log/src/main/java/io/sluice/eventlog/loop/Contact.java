package io.sluice.eventlog.loop;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;

/// Whether the group's coordinator still answers: a consumer that lost Kafka reads nothing and says
/// nothing.
final class Contact {
  private Contact() {}

  /// 0 when there has been no heartbeat yet.
  static double secondsSinceHeartbeat(Consumer<?, ?> consumer) {
    for (Metric metric : consumer.metrics().values()) {
      if (metric.metricName().name().equals("last-heartbeat-seconds-ago")) {
        return metric.metricValue() instanceof Double seconds ? Math.max(0, seconds) : 0;
      }
    }
    return 0;
  }
}
