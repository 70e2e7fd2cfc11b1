package io.sluice.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.schemas.topic.Partitions;
import java.util.Random;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

/// Our partition of a key is the one that Kafka's own producer would choose.
class PartitionsAsKafkaTest {
  @Test
  void agreesForKeysOfEveryLength() {
    Random random = new Random(1);
    for (int i = 0; i < 5000; i++) {
      String key =
          random
              .ints(i % 50, 0x20, 0x2FF)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      int count = 1 + random.nextInt(40);

      assertThat(Partitions.of(key, count))
          .as(key)
          .isEqualTo(BuiltInPartitioner.partitionForKey(key.getBytes(UTF_8), count));
    }
  }
}
