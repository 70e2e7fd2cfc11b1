package io.sluice.eventlog.testing;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.replay.LogReader;
import io.sluice.eventlog.replay.ReplayFrom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/// Topics of one test's own on a Kafka shared with others.
public final class ScratchTopics implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final String prefix;
  private final LogReader reader;

  private ScratchTopics(String prefix, LogReader reader) {
    this.prefix = prefix;
    this.reader = reader;
  }

  public static ScratchTopics create(KafkaFixture kafka, int partitions, String... roles) {
    String prefix = "scratch-" + NUMBER.incrementAndGet() + "-";
    try (Admin admin = Admin.create(kafka.connection().properties(Map.of()))) {
      admin
          .createTopics(
              Stream.of(roles)
                  .map(role -> new NewTopic(prefix + role, partitions, (short) 1))
                  .toList())
          .all()
          .get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("topics of the test cannot be made", e);
    }
    return new ScratchTopics(prefix, LogReader.open(kafka.connection(), Duration.ofSeconds(20)));
  }

  /// The topic, or whatever else needs a name of its own, that plays `role`.
  public String name(String role) {
    return prefix + role;
  }

  /// All committed records, partition after partition.
  public List<InputRecord> read(String role) {
    List<InputRecord> records = new ArrayList<>();
    reader.read(name(role), Set.of(), ReplayFrom.beginning(), records::add);
    records.sort(Comparator.comparingInt(record -> record.position().partition()));
    return records;
  }

  @Override
  public void close() {
    reader.close();
  }
}
