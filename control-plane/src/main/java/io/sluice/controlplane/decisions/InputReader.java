package io.sluice.controlplane.decisions;

import io.sluice.controlplane.decisions.Addressed.Elsewhere;
import io.sluice.controlplane.decisions.Addressed.Here;
import io.sluice.controlplane.history.ProcessInputRecords;
import io.sluice.controlplane.process.ProcessInput;
import io.sluice.controlplane.process.ProcessInput.Unreadable;
import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.OutputRecord;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.codec.Decoding;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.Topic;
import io.sluice.schemas.topic.TopicCatalogue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Makes an input of whatever stands in Kafka, and finds the process that it is for. Never throws.
record InputReader(RecordCodec codec, TopicCatalogue topics) {
  /// Under this process the history keeps what names none: records without a key or with one that
  /// no process can have, and nothing in them that says whom they mean.
  static final ProcessId UNADDRESSED = new ProcessId("_unaddressed");

  /// A transition holds the configuration twice, and must itself fit into a record of 1 MiB.
  static final int MAX_VALUE_BYTES = 256 * 1024;

  private static final List<Topic> INPUTS =
      List.of(TopicCatalogue.COMMANDS, TopicCatalogue.WORKER_EVENTS);

  Addressed read(InputRecord record) {
    Decoding decoding = decode(record.value());
    ProcessId process = process(record.key(), decoding);
    int home = topics.partitionOf(process);
    if (home != record.position().partition()) {
      return new Elsewhere(
          new OutputRecord(record.position().topic(), home, process.value(), record.value()));
    }
    return new Here(process, SecretRemoval.from(input(process, record, decoding)));
  }

  private Decoding decode(byte @Nullable [] value) {
    return codec.decode(value == null ? new byte[0] : value);
  }

  private static ProcessId process(@Nullable String key, Decoding decoding) {
    String name = key == null ? processIdIn(decoding).orElse("") : key;
    return ProcessId.problem(name).isEmpty() ? new ProcessId(name) : UNADDRESSED;
  }

  private static Optional<String> processIdIn(Decoding decoding) {
    return decoding instanceof Decoding.Decoded(SpecificRecord message)
        ? processIdIn(message)
        : Optional.empty();
  }

  /// Every record that is an input names its process in a field of this name.
  private static Optional<String> processIdIn(SpecificRecord message) {
    var field = message.getSchema().getField("processId");
    return field != null && message.get(field.pos()) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  private static ProcessInput input(ProcessId process, InputRecord record, Decoding decoding) {
    byte[] value = record.value();
    if (value == null) {
      return unreadable(new byte[0], "the record has no value");
    }
    if (value.length > MAX_VALUE_BYTES) {
      return unreadable(
          value, "the value has " + value.length + " bytes, more than " + MAX_VALUE_BYTES);
    }
    return switch (decoding) {
      case Decoding.Unreadable(var _, String text) -> unreadable(value, text);
      case Decoding.Decoded(SpecificRecord message) ->
          input(process, record.position().topic(), value, message);
    };
  }

  private static ProcessInput input(
      ProcessId process, String topic, byte[] value, SpecificRecord message) {
    if (!belongs(topic, message)) {
      return unreadable(value, message.getSchema().getName() + " does not belong on " + topic);
    }
    try {
      ProcessInput input = ProcessInputRecords.read(message);
      // A command of another process gets its outcome; a fact has nobody who waits for one.
      boolean isCommand = input instanceof ProcessInput.Command;
      return isCommand || processIdIn(message).filter(process.value()::equals).isPresent()
          ? input
          : unreadable(value, "the record's key and the process id in its value differ");
    } catch (IllegalArgumentException e) {
      return unreadable(value, message.getSchema().getName() + ": " + e.getMessage());
    }
  }

  private static boolean belongs(String topic, SpecificRecord message) {
    return INPUTS.stream()
        .anyMatch(t -> t.name().equals(topic) && t.values().contains(message.getClass()));
  }

  private static Unreadable unreadable(byte[] value, String problem) {
    return new Unreadable(value.length, sha256(value), problem);
  }

  private static String sha256(byte[] value) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
