package io.sluice.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionsTest {
  /// From the tests of Kafka's own implementation, `UtilsTest.testMurmur2`.
  @ParameterizedTest
  @CsvSource({
    "21,-973932308",
    "foobar,-790332482",
    "a-little-bit-long-string,-985981536",
    "a-little-bit-longer-string,-1486304829",
    "lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8,-58897971",
    "abc,479470107"
  })
  void hashesAsKafkaDoes(String text, int hash) {
    assertThat(Partitions.murmur2(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(hash);
  }

  @Test
  void staysWithinTheCount() {
    for (int i = 0; i < 1000; i++) {
      assertThat(Partitions.of("key-" + i, 7)).isBetween(0, 6);
    }
  }

  @Test
  void usesEveryPartition() {
    assertThat(java.util.stream.IntStream.range(0, 1000).map(i -> Partitions.of("key-" + i, 12)))
        .contains(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
  }
}
