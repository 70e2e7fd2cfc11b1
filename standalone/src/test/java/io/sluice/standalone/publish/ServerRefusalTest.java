package io.sluice.standalone.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerRefusalTest {
  @ParameterizedTest
  @CsvSource({
    "401, --token",
    "403, another process",
    "404, no such process",
    "409, somebody else",
    "422, codecs",
    "503, yet",
    "500, error of its own",
    "418, no reason we know"
  })
  void saysWhatAStatusMeans(int status, String words) {
    assertThat(ServerRefusal.inWords(status, "")).contains("(" + status + ")").contains(words);
  }

  @Test
  void repeatsWhatTheServerSays() {
    assertThat(ServerRefusal.inWords(409, "take it over with …")).endsWith(": take it over with …");
  }
}
