package io.sluice.benchmarks.commands;

import io.sluice.benchmarks.bare.BareClients;
import io.sluice.benchmarks.member.BeatingWorkers;
import io.sluice.schemas.Assignment;
import io.sluice.schemas.FactOrigin;
import io.sluice.schemas.MediaPorts;
import io.sluice.schemas.PortsAllocated;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Has processes started, and tells of the ports of each, as its worker would: then they run and
/// have routes.
record KnownProcesses(String bootstrap, int partitions, int count) {
  private static final RecordCodec CODEC = RecordCodec.standard();

  /// Returns when all facts are written.
  void start() {
    try (KafkaProducer<byte[], byte[]> producer = BareClients.plainProducer(bootstrap);
        KafkaConsumer<byte[], byte[]> assignments =
            BareClients.follower(bootstrap, TopicCatalogue.ASSIGNMENTS.name(), partitions)) {
      for (int i = 0; i < count; i++) {
        var _ = producer.send(CommandMix.start(-1 - i, "cam-" + i));
      }
      for (int answered = 0; answered < count; ) {
        for (ConsumerRecord<byte[], byte[]> read : assignments.poll(Duration.ofMillis(100))) {
          var _ = producer.send(ports(read, answered++));
        }
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> ports(
      ConsumerRecord<byte[], byte[]> read, int number) {
    Assignment assignment = CODEC.decode(read.value()).as(Assignment.class).orElseThrow();
    PortsAllocated fact =
        new PortsAllocated(
            assignment.getProcessId(),
            new FactOrigin(
                assignment.getWorkerId(),
                BeatingWorkers.INCARNATION,
                assignment.getGeneration(),
                (long) number,
                Instant.now().truncatedTo(ChronoUnit.MICROS)),
            1,
            new MediaPorts(20_000, 20_001, 20_002, 20_003),
            "http://10.0.0.1:8090/whip/" + assignment.getProcessId());
    return new ProducerRecord<>(
        TopicCatalogue.WORKER_EVENTS.name(), read.key(), CODEC.encode(fact));
  }
}
