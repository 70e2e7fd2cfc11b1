package io.sluice.simulation.rules;

import static io.sluice.simulation.rules.BrokenRuleException.unless;

import io.sluice.eventlog.InputPosition;
import io.sluice.schemas.topic.TopicCatalogue;
import io.sluice.simulation.log.InputCell;
import io.sluice.simulation.log.SimLog;
import io.sluice.simulation.log.SimPartition.Entry;
import io.sluice.simulation.log.Written;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rule 1: each input is decided once, and no offset passes one that was not.
public final class InputAudit {
  private static final List<String> INPUTS =
      List.of(TopicCatalogue.COMMANDS.name(), TopicCatalogue.WORKER_EVENTS.name());

  private final Set<InputPosition> decided = new HashSet<>();
  private final Map<InputCell, Long> passed = new HashMap<>();
  private @Nullable SimLog log;

  void watch(SimLog watched) {
    log = watched;
  }

  void decided(InputPosition position) {
    unless(decided.add(position), "rule 1", "%s is decided a second time", position);
  }

  void committed(List<Written> written, Map<InputCell, Long> offsets) {
    List<Written> forwarded = written.stream().filter(w -> isInput(w.topic())).toList();
    offsets.forEach((cell, offset) -> {
      long from = passed.getOrDefault(cell, 0L);
      unless(from <= offset, "rule 1", "%s goes back from %s to %s", cell, from, offset);
      checkDecided(cell, from, offset, forwarded);
      passed.put(cell, offset);
    });
  }

  private static boolean isInput(String topic) {
    return INPUTS.contains(topic);
  }

  private void checkDecided(InputCell cell, long from, long to, List<Written> forwarded) {
    for (Entry entry :
        log().partition(cell.topic(), cell.partition()).read(from, 10_000).entries()) {
      if (entry.offset() >= to) {
        return;
      }
      InputPosition position = new InputPosition(cell.topic(), cell.partition(), entry.offset());
      unless(
          decided.contains(position)
              || forwarded.stream().anyMatch(w -> Arrays.equals(w.entry().value(), entry.value())),
          "rule 1",
          "%s is passed over",
          position);
    }
  }

  /// Nothing that was written before `then` waits to be decided.
  public void checkAllDecidedFrom(Instant then) {
    for (String topic : INPUTS) {
      for (int partition = 0; partition < log().partitions(); partition++) {
        InputCell cell = new InputCell(topic, partition);
        log().partition(topic, partition).read(passed.getOrDefault(cell, 0L), 1).entries().stream()
            .filter(entry -> entry.at().isBefore(then))
            .forEach(entry ->
                unless(false, "rule 1", "%s is undecided from %s on", cell, entry.offset()));
      }
    }
  }

  private SimLog log() {
    if (log == null) {
      throw new IllegalStateException("no log is watched yet");
    }
    return log;
  }
}
