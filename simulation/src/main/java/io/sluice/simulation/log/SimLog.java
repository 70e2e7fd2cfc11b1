package io.sluice.simulation.log;

import io.sluice.schemas.topic.TopicCatalogue;
import io.sluice.simulation.time.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All topics.
public final class SimLog {
  private final TopicCatalogue topics;
  private final Timeline timeline;
  private final LogWitness witness;
  private final Map<String, List<SimPartition>> partitions = new HashMap<>();

  /// @param witness sees everything at the moment from which it holds
  public SimLog(TopicCatalogue topics, Timeline timeline, LogWitness witness) {
    this.topics = topics;
    this.timeline = timeline;
    this.witness = witness;
  }

  public int partitions() {
    return topics.partitions();
  }

  public SimPartition partition(String topic, int partition) {
    return partitions
        .computeIfAbsent(
            topic,
            _ -> {
              List<SimPartition> all = new ArrayList<>();
              for (int i = 0; i < topics.partitions(); i++) {
                all.add(new SimPartition());
              }
              return all;
            })
        .get(partition);
  }

  /// Outside of any transaction.
  public void append(String topic, int partition, @Nullable String key, byte @Nullable [] value) {
    SimPartition.Entry entry = partition(topic, partition).append(key, value, timeline.now(), null);
    witness.appended(new Written(topic, partition, entry));
  }
}
