package io.sluice.acceptance.audit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.sluice.acceptance.log.Observed;
import io.sluice.schemas.FactOrigin;
import io.sluice.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;

/// Rule 7: the facts of each life of a worker are all there, and in order within each partition.
final class FactAudit {
  private record Life(String worker, long incarnation) {}

  private record Place(Life life, int partition) {}

  private FactAudit() {}

  static List<String> problems(TopicRecords log) {
    List<String> problems = new ArrayList<>();
    List<Observed> facts =
        log.of(TopicCatalogue.WORKER_EVENTS).stream()
            .filter(seen -> seen.message() != null)
            .toList();
    facts.stream()
        .collect(groupingBy(FactAudit::life, mapping(FactAudit::sequence, toList())))
        .forEach((life, all) -> {
          List<Long> wanted = LongStream.rangeClosed(1, all.size()).boxed().toList();
          if (!all.stream().sorted().toList().equals(wanted)) {
            problems.add("rule 7: facts of %s: %s".formatted(life, all.stream().sorted().toList()));
          }
        });
    facts.stream()
        .collect(
            groupingBy(
                seen -> new Place(life(seen), seen.partition()),
                mapping(FactAudit::sequence, toList())))
        .forEach((place, some) -> {
          if (!some.stream().sorted().toList().equals(some)) {
            problems.add("rule 7: facts out of order, %s: %s".formatted(place, some));
          }
        });
    return problems;
  }

  private static Life life(Observed seen) {
    FactOrigin origin = origin(seen);
    return new Life(origin.getWorkerId(), origin.getIncarnation());
  }

  private static long sequence(Observed seen) {
    return origin(seen).getSequence();
  }

  private static FactOrigin origin(Observed seen) {
    SpecificRecord fact = seen.message();
    if (fact == null) {
      throw new IllegalArgumentException("no fact at offset " + seen.offset());
    }
    return LogAudit.origin(fact);
  }
}
