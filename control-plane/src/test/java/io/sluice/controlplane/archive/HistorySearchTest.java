package io.sluice.controlplane.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.process.Samples;
import io.sluice.controlplane.testing.RecordedHistory;
import io.sluice.schemas.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistorySearchTest {
  private final List<Transition> log = new ArrayList<>();
  private final List<Instant> begins = new ArrayList<>();
  private final HistorySearch search = new HistorySearch(this::read);

  @Test
  void findsAllFromTheLastBackToTheFirst() {
    log.addAll(history(Duration.ofDays(1), 20));

    assertThat(all()).contains(log);
  }

  @Test
  void readsStretchesInsteadOfTheWholePartition() {
    log.addAll(history(Duration.ofDays(1), 3));

    assertThat(all()).contains(log);
    assertThat(begins).hasSize(3).allMatch(begin -> isShortlyBeforeATransition(begin));
  }

  @Test
  void readsMuchAtOnceWhereMuchHappened() {
    log.addAll(history(Duration.ofSeconds(1), 1_000));

    assertThat(all()).contains(log);
    assertThat(begins).hasSizeLessThan(20);
  }

  @Test
  void stopsAtTheBeginningOfWhatIsAskedFor() {
    log.addAll(history(Duration.ofDays(1), 20));

    Optional<List<Transition>> found =
        search.backwards(20, log.getLast().getDecidedAt(), new Span(new Moment.Number(18), null));

    assertThat(found).hasValueSatisfying(l -> assertThat(l).endsWith(log.get(18), log.get(19)));
    assertThat(begins).hasSizeLessThan(6);
  }

  @Test
  void findsNothingWhenTheLastIsNotThere() {
    log.addAll(history(Duration.ofDays(1), 3));

    assertThat(search.backwards(4, log.getLast().getDecidedAt(), Span.ALL)).isEmpty();
  }

  @Test
  void findsNothingWhenTheWayBackIsBroken() {
    log.addAll(history(Duration.ofDays(1), 3));
    log.remove(1);

    assertThat(all(3)).isEmpty();
  }

  private Optional<List<Transition>> all() {
    return all(log.size());
  }

  private Optional<List<Transition>> all(long last) {
    return search.backwards(last, log.getLast().getDecidedAt(), Span.ALL);
  }

  private boolean isShortlyBeforeATransition(Instant begin) {
    return log.stream()
        .map(Transition::getDecidedAt)
        .anyMatch(at -> begin.isBefore(at) && begin.plusSeconds(10).isAfter(at));
  }

  private List<Transition> read(Instant from, long last) {
    begins.add(from);
    return log.stream()
        .filter(t -> !t.getDecidedAt().isBefore(from) && t.getSequence() <= last)
        .toList();
  }

  private static List<Transition> history(Duration between, int count) {
    RecordedHistory history = new RecordedHistory(Samples.CAMERA);
    for (int i = 0; i < count; i++) {
      history.later(between).input(Samples.stop("c" + i));
    }
    return history.transitions();
  }
}
