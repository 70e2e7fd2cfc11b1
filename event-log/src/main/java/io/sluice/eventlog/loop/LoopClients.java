package io.sluice.eventlog.loop;

import io.sluice.eventlog.Clients;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Makes the Kafka clients of one loop.
interface LoopClients {
  /// Member of the group, for the inputs.
  Consumer<byte[], byte[]> inputs(LoopConfig config);

  /// Outside the group, for the state.
  Consumer<byte[], byte[]> state(LoopConfig config, boolean committedOnly);

  Producer<byte[], byte[]> outputs(LoopConfig config);

  LoopClients KAFKA =
      new LoopClients() {
        @Override
        public Consumer<byte[], byte[]> inputs(LoopConfig config) {
          Map<String, Object> own = new HashMap<>();
          own.put("client.id", config.group() + "-" + config.instanceId());
          own.put("group.id", config.group());
          // Gives partitions of equal number to the same member in all topics; no other does.
          own.put("partition.assignment.strategy", RangeAssignor.class.getName());
          own.put("session.timeout.ms", millis(config.sessionTimeout()));
          own.put("heartbeat.interval.ms", millis(config.sessionTimeout().dividedBy(4)));
          own.put("max.poll.interval.ms", millis(config.maxPollInterval()));
          own.put("max.poll.records", String.valueOf(config.maxBatch()));
          own.put("metadata.max.age.ms", "10000");
          own.put("default.api.timeout.ms", "30000");
          own.put("request.timeout.ms", "15000");
          return Clients.consumer(config.kafka(), own);
        }

        @Override
        public Consumer<byte[], byte[]> state(LoopConfig config, boolean committedOnly) {
          return Clients.consumer(
              config.kafka(),
              Map.of("isolation.level", committedOnly ? "read_committed" : "read_uncommitted"));
        }

        @Override
        public Producer<byte[], byte[]> outputs(LoopConfig config) {
          Duration transaction = config.transactionTimeout();
          return new KafkaProducer<>(
              config
                  .kafka()
                  .properties(
                      Map.of(
                          "client.id",
                          config.group() + "-" + config.instanceId(),
                          // Stable: the next life of this instance ends what the last left open.
                          "transactional.id",
                          config.group() + "-" + config.instanceId(),
                          "transaction.timeout.ms",
                          millis(transaction),
                          "delivery.timeout.ms",
                          millis(transaction),
                          "request.timeout.ms",
                          millis(transaction.dividedBy(2)),
                          "max.block.ms",
                          "10000",
                          "acks",
                          "all",
                          "linger.ms",
                          "0",
                          "reconnect.backoff.max.ms",
                          "2000")),
              new ByteArraySerializer(),
              new ByteArraySerializer());
        }
      };

  private static String millis(Duration duration) {
    return String.valueOf(duration.toMillis());
  }
}
