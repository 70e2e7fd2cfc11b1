package io.sluice.controlplane.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class FieldDifferenceTest {
  @Test
  void namesEachFieldByItsPath() throws Exception {
    assertThat(
            FieldDifference.between(
                json("{\"a\":1,\"b\":[{\"c\":\"x\"}],\"d\":true}"),
                json("{\"a\":1,\"b\":[{\"c\":\"y\"},{\"c\":\"z\"}],\"e\":null}")))
        .containsExactly(
            new FieldDifference("b[0].c", "x", "y"),
            new FieldDifference("b[1].c", "-", "z"),
            new FieldDifference("d", "true", "-"),
            new FieldDifference("e", "-", "null"));
  }

  @Test
  void findsNoneBetweenEquals() throws Exception {
    assertThat(FieldDifference.between(json("{\"a\":[]}"), json("{\"a\":[]}"))).isEmpty();
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }
}
