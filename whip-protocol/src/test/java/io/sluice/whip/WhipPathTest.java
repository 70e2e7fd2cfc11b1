package io.sluice.whip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhipPathTest {
  @Test
  void readsAnEndpoint() {
    assertThat(WhipPath.parse("/whip/demo")).contains(new WhipPath.Endpoint("demo"));
    assertThat(WhipPath.parse("/whip/demo/")).contains(new WhipPath.Endpoint("demo"));
  }

  @Test
  void readsASession() {
    assertThat(WhipPath.parse("/whip/de.mo/a_b-c"))
        .contains(new WhipPath.Session("de.mo", "a_b-c"));
    assertThat(WhipPath.parse("/whip/de.mo/a_b-c/"))
        .contains(new WhipPath.Session("de.mo", "a_b-c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/whip",
        "/whip/",
        "/whip//",
        "/whip//s",
        "/whip/a//",
        "/whip/a/b/c",
        "/whip/..",
        "/whip/a/..",
        "/whip/./b",
        "/whip/a%2fb",
        "/whip/a b",
        "/whip/a\r\nX: y",
        "/whip/é",
        "/Whip/a",
        "whip/a"
      })
  void readsNothingElse(String path) {
    assertThat(WhipPath.parse(path)).isEmpty();
  }

  @Test
  void writesThePathItRead() {
    assertThat(new WhipPath.Endpoint("demo").path()).isEqualTo("/whip/demo");
    assertThat(new WhipPath.Session("demo", "abc").path()).isEqualTo("/whip/demo/abc");
  }

  @Test
  void keepsTheSessionsIdOutOfLogs() {
    assertThat(new WhipPath.Session("demo", "s3cret")).asString().doesNotContain("s3cret");
  }
}
