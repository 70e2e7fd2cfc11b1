package io.sluice.controlplane.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappingTest {
  @Test
  void keepsAShortTextOnOneLine() {
    assertThat(Wrapping.lines("one two", 7)).containsExactly("one two");
  }

  @Test
  void breaksAtTheLastSpaceThatFits() {
    assertThat(Wrapping.lines("one two three", 8)).containsExactly("one two", "three");
  }

  @Test
  void breaksALongWordWhereItMust() {
    assertThat(Wrapping.lines("abcdefgh ij", 5)).containsExactly("abcde", "fgh", "ij");
  }

  @Test
  void givesALineEvenForNothing() {
    assertThat(Wrapping.lines("", 5)).containsExactly("");
  }
}
