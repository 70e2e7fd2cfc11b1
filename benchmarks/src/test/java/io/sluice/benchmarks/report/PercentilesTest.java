package io.sluice.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
  private final Percentiles hundred =
      Percentiles.of(LongStream.rangeClosed(1, 100).map(i -> (101 - i) * 1_000).boxed().toList());

  @Test
  void takesTheNearestRankWhateverTheOrderOfMeasuring() {
    assertThat(hundred.millis(50)).isEqualTo(50);
    assertThat(hundred.millis(99)).isEqualTo(99);
    assertThat(hundred.millis(100)).isEqualTo(100);
  }

  @Test
  void givesTheOnlyTimeForEveryPercentile() {
    Percentiles one = Percentiles.of(List.of(7_500L));

    assertThat(one.millis(1)).isEqualTo(7.5);
    assertThat(one.millis(99)).isEqualTo(7.5);
  }

  @Test
  void hasNoPercentilesOfNothing() {
    assertThatThrownBy(() -> Percentiles.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void printsTimesAndRatiosAsMarkdown() {
    Percentiles half =
        Percentiles.of(LongStream.rangeClosed(1, 100).map(i -> i * 500).boxed().toList());

    String table = new Table().row("whole", hundred).ratio("ratio", hundred, half).toString();

    assertThat(table)
        .contains("| whole | 100 | 50.0 | 90.0 | 99.0 | 100.0 |")
        .contains("| ratio | | 2.00 | 2.00 | 2.00 | |");
  }
}
