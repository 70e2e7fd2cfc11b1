package io.sluice.eventlog.topics;

import io.sluice.schemas.topic.Cleanup.Compact;
import io.sluice.schemas.topic.Cleanup.CompactAndDeleteAfter;
import io.sluice.schemas.topic.Cleanup.DeleteAfter;
import io.sluice.schemas.topic.Cleanup.KeepForEver;
import io.sluice.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;

/// What the catalogue means in Kafka's words.
final class TopicSettings {
  private TopicSettings() {}

  /// Those that an existing topic must have: with others, data would be lost or never cleaned up.
  static Map<String, String> required(Topic topic) {
    return switch (topic.cleanup()) {
      case DeleteAfter(var retention) ->
          Map.of("cleanup.policy", "delete", "retention.ms", String.valueOf(retention.toMillis()));
      case KeepForEver _ ->
          Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");
      case Compact _ -> Map.of("cleanup.policy", "compact");
      case CompactAndDeleteAfter(var retention) ->
          Map.of(
              "cleanup.policy",
              "compact,delete",
              "retention.ms",
              String.valueOf(retention.toMillis()));
    };
  }

  static Map<String, String> atCreation(Topic topic, int replicationFactor) {
    Map<String, String> settings = new HashMap<>(required(topic));
    if (topic.cleanup() instanceof Compact || topic.cleanup() instanceof CompactAndDeleteAfter) {
      // Kafka never compacts the segment being written, and keeps it open for a week: followers
      // would
      // read a week of heartbeats at each start.
      settings.put("max.compaction.lag.ms", "3600000");
      settings.put("min.cleanable.dirty.ratio", "0.1");
    }
    if (replicationFactor > 2) {
      settings.put("min.insync.replicas", "2");
    }
    return settings;
  }

  /// One sentence for each setting of an existing topic that is not as required.
  static List<String> differences(Topic topic, Config found) {
    List<String> wrong = new ArrayList<>();
    new TreeMap<>(required(topic))
        .forEach((setting, wanted) -> {
          ConfigEntry entry = found.get(setting);
          String value = entry == null ? "nothing" : entry.value();
          if (!inOrder(wanted).equals(inOrder(value))) {
            wrong.add("topic %s has %s=%s, wanted is %s".formatted(topic, setting, value, wanted));
          }
        });
    return wrong;
  }

  /// Policies may be listed in any order.
  private static List<String> inOrder(String setting) {
    return Stream.of(setting.split(",", -1)).map(String::strip).sorted().toList();
  }
}
