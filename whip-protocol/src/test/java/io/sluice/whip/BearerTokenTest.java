package io.sluice.whip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {
  // FIPS 180-4's own example.
  private static final String SHA_256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @ParameterizedTest
  @ValueSource(strings = {"Bearer abc", "bearer abc", "BEARER   abc", "Bearer abc ", " Bearer abc"})
  void readsATokenWhateverTheSchemesCase(String header) {
    assertThat(BearerToken.fromAuthorization(header))
        .hasValueSatisfying(token -> assertThat(token.sha256Hex()).isEqualTo(SHA_256_OF_ABC));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "abc",
        "Basic abc",
        "Bearerabc",
        "Bearer a b",
        "Bearer a=b",
        "Bearer ä",
        "Bearer abc, Basic x",
        "Bearer \"abc\""
      })
  void readsNoTokenFromAnythingElse(String header) {
    assertThat(BearerToken.fromAuthorization(header)).isEmpty();
  }

  @Test
  void readsNoTokenWhereThereIsNoHeader() {
    assertThat(BearerToken.fromAuthorization(null)).isEmpty();
  }

  @Test
  void takesOnlyTokensThatAHeaderCanShow() {
    assertThat(BearerToken.of("a-Z0._~+/==")).isPresent();
    assertThat(BearerToken.of("")).isEmpty();
    assertThat(BearerToken.of(" abc")).isEmpty();
    assertThat(BearerToken.of("abc ")).isEmpty();
    assertThat(BearerToken.of("a b")).isEmpty();
  }

  @Test
  void knowsItsOwnHashAndNoOther() {
    BearerToken token = BearerToken.of("abc").orElseThrow();

    assertThat(token.hasSha256(SHA_256_OF_ABC)).isTrue();
    assertThat(token.hasSha256(SHA_256_OF_ABC.replace('b', 'c'))).isFalse();
    assertThat(token.hasSha256("")).isFalse();
    assertThat(token.hasSha256("abc")).isFalse();
    assertThat(token.hasSha256(SHA_256_OF_ABC.substring(2))).isFalse();
  }

  @Test
  void staysOutOfLogs() {
    assertThat(BearerToken.of("hunter2")).asString().doesNotContain("hunter2");
  }
}
