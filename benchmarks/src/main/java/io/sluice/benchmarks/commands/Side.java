package io.sluice.benchmarks.commands;

import io.sluice.benchmarks.member.Program;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// One of the two that are compared, with the way in and the way out.
///
/// @param command to be sent as that number
final class Side {
  private static final long NAP_NANOS = 500_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final LongFunction<ProducerRecord<byte[], byte[]>> command;
  private final OutcomeWatch watch;
  private long next;

  Side(
      KafkaProducer<byte[], byte[]> producer,
      LongFunction<ProducerRecord<byte[], byte[]>> command,
      OutcomeWatch watch) {
    this.producer = producer;
    this.command = command;
    this.watch = watch;
  }

  /// Sends the next `count` commands as fast as Kafka takes them.
  Measured flatOut(Program program, int count) throws InterruptedException {
    return measure(program, count, 0);
  }

  /// Sends `perSecond` commands each second, evenly, whatever becomes of them.
  Measured paced(Program program, int perSecond, int seconds) throws InterruptedException {
    return measure(program, perSecond * seconds, 1_000_000_000L / perSecond);
  }

  private Measured measure(Program program, int count, long paceNanos) throws InterruptedException {
    Round round = new Round(next, count);
    next += count;
    watch.watch(round);
    Duration before = program.cpu();
    send(round, paceNanos);
    round.await();
    return new Measured(round, program.cpu().minus(before));
  }

  private void send(Round round, long paceNanos) {
    long begin = System.nanoTime();
    for (int i = 0; i < round.count(); i++) {
      long due = begin + i * paceNanos;
      while (System.nanoTime() - due < 0) {
        LockSupport.parkNanos(NAP_NANOS);
      }
      round.due(i, paceNanos == 0 ? begin : due);
      var _ = producer.send(command.apply(round.first() + i));
    }
  }
}
