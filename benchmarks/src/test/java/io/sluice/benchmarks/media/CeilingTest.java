package io.sluice.benchmarks.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CeilingTest {
  private int failures;

  @Test
  void findsTheMostThatIsCarriedFromBelow() throws Exception {
    Ceiling.Found found = new Ceiling(upTo(300), 1_000).find("c", 200);

    assertThat(found.streams()).isBetween(278, 300);
    assertThat(found.capped()).isFalse();
  }

  @Test
  void findsTheMostThatIsCarriedFromAbove() throws Exception {
    Ceiling.Found found = new Ceiling(upTo(300), 1_000).find("c", 700);

    assertThat(found.streams()).isBetween(278, 300);
  }

  @Test
  void saysThatItTriedNoMore() throws Exception {
    Ceiling.Found found = new Ceiling(upTo(5_000), 1_000).find("c", 900);

    assertThat(found.streams()).isEqualTo(1_000);
    assertThat(found.capped()).isTrue();
    assertThat(Ceiling.table(List.of(found))).contains("| c | at least 1000 |");
  }

  @Test
  void doesNotTakeTheLoadsLimitForTheForwarders() throws Exception {
    Ceiling.Runs loadOfFourHundred = streams -> reading(Math.min(streams, 400), 0);
    Ceiling.Found found = new Ceiling(loadOfFourHundred, 1_000).find("c", 350);

    assertThat(found.streams()).isBetween(370, 408);
    assertThat(found.capped()).isTrue();
  }

  @Test
  void triesOnceMoreBeforeItGivesUp() throws Exception {
    failures = 1;
    Ceiling.Found found = new Ceiling(upTo(300), 1_000).find("c", 280);

    assertThat(found.streams()).isGreaterThanOrEqualTo(280);
  }

  private Ceiling.Runs upTo(int limit) {
    return streams -> reading(streams, streams <= limit && failures-- <= 0 ? 0 : 1_000);
  }

  /// Of one second.
  private static Reading reading(int streams, long lost) {
    long sent = Pace.ofStreams(streams).packetsPerSecond();
    return new Reading(sent, sent - lost, 0, sent, 500_000_000, 1_000_000_000, 0);
  }
}
