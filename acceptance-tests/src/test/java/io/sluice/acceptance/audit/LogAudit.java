package io.sluice.acceptance.audit;

import io.sluice.acceptance.log.Observed;
import io.sluice.schemas.FactOrigin;
import io.sluice.schemas.topic.Topic;
import io.sluice.schemas.topic.TopicCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/// Checks a fleet that has come to rest by all that its log holds, from the beginning.
public final class LogAudit {
  private LogAudit() {}

  /// What is wrong; empty when nothing is.
  public static List<String> problems(TopicRecords log) {
    return Stream.of(
            HistoryAudit.problems(log),
            CommandAudit.problems(log),
            OwnerAudit.problems(log),
            PortAudit.problems(log),
            PublicationAudit.problems(log))
        .flatMap(List::stream)
        .toList();
  }

  /// Facts that a worker numbered and that are not there, or not in that order; a worker that was
  /// killed may have taken some with it.
  public static List<String> missingFacts(TopicRecords log) {
    return FactAudit.problems(log);
  }

  /// Records of one type, in order within each partition.
  static <T extends SpecificRecord> List<T> messages(TopicRecords log, Topic topic, Class<T> type) {
    return log.of(topic).stream()
        .map(Observed::message)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /// All facts, whatever they tell.
  static List<SpecificRecord> facts(TopicRecords log) {
    return messages(log, TopicCatalogue.WORKER_EVENTS, SpecificRecord.class);
  }

  static FactOrigin origin(SpecificRecord fact) {
    return (FactOrigin) fact.get(fact.getSchema().getField("origin").pos());
  }

  /// Empty when the record has no such text.
  static Optional<String> text(SpecificRecord message, String field) {
    var found = message.getSchema().getField(field);
    return found != null && message.get(found.pos()) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }
}
