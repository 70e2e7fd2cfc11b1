package io.sluice.acceptance.log;

import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.StartProcess;
import io.sluice.schemas.StopProcess;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Writes commands straight to Kafka, as an orchestrator of any make does.
public final class CommandWriter implements AutoCloseable {
  private final RecordCodec codec = RecordCodec.standard();
  private final KafkaProducer<String, byte[]> producer;

  public CommandWriter(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", "0"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /// Returns the command's id once Kafka has it.
  public String start(String processId, ProcessConfig config) {
    return start(UUID.randomUUID().toString(), processId, config);
  }

  public String start(String commandId, String processId, ProcessConfig config) {
    write(
        processId,
        StartProcess.newBuilder()
            .setCommandId(commandId)
            .setProcessId(processId)
            .setIssuedAt(Instant.now())
            .setIssuedBy("acceptance-tests")
            .setConfig(config)
            .build());
    return commandId;
  }

  /// Returns the command's id once Kafka has it.
  public String stop(String processId) {
    String commandId = UUID.randomUUID().toString();
    write(
        processId,
        StopProcess.newBuilder()
            .setCommandId(commandId)
            .setProcessId(processId)
            .setIssuedAt(Instant.now())
            .setIssuedBy("acceptance-tests")
            .setReason("the test is over")
            .build());
    return commandId;
  }

  private void write(String key, SpecificRecord command) {
    try {
      producer
          .send(new ProducerRecord<>(TopicCatalogue.COMMANDS.name(), key, codec.encode(command)))
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the command could not be written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while writing a command", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
