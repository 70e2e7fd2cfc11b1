package io.sluice.eventlog.testing;

import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// Kafka in this JVM, in a temporary folder that it takes with it.
final class EmbeddedKafka implements KafkaFixture {
  private final Path folder;
  private final EmbeddedBroker broker;

  private EmbeddedKafka(Path folder, EmbeddedBroker broker) {
    this.folder = folder;
    this.broker = broker;
  }

  static EmbeddedKafka start() {
    try {
      Path folder = Files.createTempDirectory("sluice-kafka");
      return new EmbeddedKafka(folder, EmbeddedBroker.start(folder, 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public KafkaConnection connection() {
    return broker.connection();
  }

  @Override
  public void close() {
    broker.close();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
