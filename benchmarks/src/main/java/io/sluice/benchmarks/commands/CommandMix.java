package io.sluice.benchmarks.commands;

import io.sluice.acceptance.log.Configs;
import io.sluice.benchmarks.bare.BareClients;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.RestartProcess;
import io.sluice.schemas.StartProcess;
import io.sluice.schemas.StopProcess;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Commands that all change something: a third start a new process, a third restart one of those
/// that run, a third stop one that was started a while ago.
///
/// @param known how many processes run from the beginning
record CommandMix(int known) {
  /// So many are started before the first of them is stopped.
  private static final long STOP_AFTER = 1_000;

  /// Neighbours in the order of commands are no neighbours in any table.
  private static final long SCATTER = 7_919;

  private static final RecordCodec CODEC = RecordCodec.standard();

  ProducerRecord<byte[], byte[]> command(long number) {
    long turn = number / 3;
    if (number % 3 == 0) {
      return start(number, "new-" + turn);
    }
    return number % 3 == 1 || turn < STOP_AFTER
        ? restart(number, known(turn * 2 + number % 3))
        : stop(number, "new-" + (turn - STOP_AFTER));
  }

  private String known(long draw) {
    return "cam-" + draw * SCATTER % known;
  }

  static ProducerRecord<byte[], byte[]> start(long number, String id) {
    ProcessConfig config =
        Configs.config(
            Configs.whip("H264"),
            List.of(),
            List.of(Configs.leg("file", id + ".mkv"), Configs.leg("hls", id + "/live.m3u8")));
    return record(id, new StartProcess(commandId(number), id, now(), "benchmark", config));
  }

  private static ProducerRecord<byte[], byte[]> restart(long number, String id) {
    return record(id, new RestartProcess(commandId(number), id, now(), "benchmark", "because"));
  }

  private static ProducerRecord<byte[], byte[]> stop(long number, String id) {
    return record(id, new StopProcess(commandId(number), id, now(), "benchmark", "enough"));
  }

  private static ProducerRecord<byte[], byte[]> record(String id, SpecificRecord command) {
    return new ProducerRecord<>(
        TopicCatalogue.COMMANDS.name(), BareClients.bytes(id), CODEC.encode(command));
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  private static String commandId(long number) {
    return Long.toString(number);
  }

  /// Of the command that a transition settles.
  ///
  /// @throws IllegalStateException when it was not accepted: then something else is measured
  static long settled(byte[] transition) {
    Transition read = CODEC.decode(transition).as(Transition.class).orElseThrow();
    if (read.getCommandId().isEmpty()) {
      return -1;
    }
    if (!read.getOutcome().orElse("").equals("ACCEPTED")) {
      throw new IllegalStateException("a command was not accepted: " + read.getReason());
    }
    return Long.parseLong(read.getCommandId().get());
  }
}
