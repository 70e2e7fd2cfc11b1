package io.sluice.worker.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpoolTest {
  private final Spool<String> spool = new Spool<>(2);

  @Test
  void givesInTheOrderOfTaking() throws Exception {
    spool.add("a");
    spool.add("b");

    assertThat(spool.poll(Duration.ZERO)).contains("a");
    assertThat(spool.poll(Duration.ZERO)).contains("b");
    assertThat(spool.poll(Duration.ZERO)).isEmpty();
    assertThat(spool.dropped()).isZero();
  }

  @Test
  void dropsTheOldestWhenFullAndCountsIt() throws Exception {
    spool.add("a");
    spool.add("b");
    spool.add("c");

    assertThat(spool.dropped()).isEqualTo(1);
    assertThat(spool.size()).isEqualTo(2);
    assertThat(spool.poll(Duration.ZERO)).contains("b");
  }
}
