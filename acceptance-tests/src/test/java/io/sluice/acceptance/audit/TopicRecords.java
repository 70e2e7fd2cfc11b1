package io.sluice.acceptance.audit;

import io.sluice.acceptance.log.Observed;
import io.sluice.schemas.topic.Topic;
import java.util.List;

/// All that a topic holds, in order within each partition.
@FunctionalInterface
public interface TopicRecords {
  List<Observed> of(Topic topic);
}
