package io.sluice.whip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {
  private static final EntityTag PRESENT = new EntityTag("ice,1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "\"*\"",
        " * ",
        "\"ice,1\"",
        "\"old\", \"ice,1\"",
        "W/\"x\",\"ice,1\"",
        "\"a\", *"
      })
  void matchesWhenItNamesThePresentTagOrAny(String header) {
    assertThat(IfMatch.parse(header).orElseThrow().matches(PRESENT)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"old\"",
        "W/\"ice,1\"",
        "w/\"ice,1\"",
        "\"ICE,1\"",
        "\"ice\"",
        ",",
        "\"",
        "\"ice,1",
        "**"
      })
  void doesNotMatchAnotherTagOrAWeakOne(String header) {
    assertThat(IfMatch.parse(header).orElseThrow().matches(PRESENT)).isFalse();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  "})
  void isMissingWhereThereIsNone(String header) {
    assertThat(IfMatch.parse(header)).isEmpty();
  }

  @Test
  void takesATagThatLostItsQuotes() {
    assertThat(IfMatch.parse("ice-2").orElseThrow().matches(new EntityTag("ice-2"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\"b", "a b", "a\r\nX: y", "é"})
  void isNoTagWhatCannotStandBetweenQuotes(String opaque) {
    assertThatThrownBy(() -> new EntityTag(opaque)).isInstanceOf(IllegalArgumentException.class);
  }
}
