package io.sluice.benchmarks.start;

import io.sluice.benchmarks.bare.BareClients;
import io.sluice.benchmarks.bare.HopThread;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/// When each key was first seen, with a value, on a topic: the end of both ways that are compared.
final class SeenKeys extends HopThread {
  private static final int PATIENCE_SECONDS = 30;

  private final Map<String, CompletableFuture<Long>> seen = new ConcurrentHashMap<>();
  private final String bootstrap;
  private final String topic;
  private final int partitions;

  SeenKeys(String bootstrap, String topic, int partitions) {
    super("seen-" + topic);
    this.bootstrap = bootstrap;
    this.topic = topic;
    this.partitions = partitions;
  }

  @Override
  protected void run() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        BareClients.follower(bootstrap, topic, partitions)) {
      while (isOpen()) {
        for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(Duration.ofMillis(100))) {
          if (entry.value() != null) {
            of(new String(entry.key(), StandardCharsets.UTF_8)).complete(System.nanoTime());
          }
        }
      }
    }
  }

  private CompletableFuture<Long> of(String key) {
    return seen.computeIfAbsent(key, _ -> new CompletableFuture<>());
  }

  /// By [System#nanoTime]; waits for it.
  long await(String key) throws InterruptedException {
    try {
      return of(key).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalStateException(key + " did not come on " + topic, e);
    }
  }
}
