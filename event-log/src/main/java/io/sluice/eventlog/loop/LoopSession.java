package io.sluice.eventlog.loop;

import io.sluice.eventlog.Clients;
import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.PartitionLogic;
import io.sluice.eventlog.PartitionLogicFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// One life of a loop's Kafka clients: from opening them until one fails for good.
///
/// Thread: the loop's, except [#wakeup].
final class LoopSession implements AutoCloseable {
  /// So many inputs are decided and their outputs sent before the next are decided: the broker
  /// writes the ones meanwhile.
  private static final int PIECE = 50;

  private final LoopConfig config;
  private final LoopMeter meter;
  private final Consumer<byte[], byte[]> inputs;
  private final Producer<byte[], byte[]> outputs;
  private final StateReader state;
  private final OwnedPartitions owned;
  private @Nullable ConsumerGroupMetadata member;
  private boolean inTransaction;

  /// Outputs of the transaction under way.
  private int sent;

  private long nextTickNanos = System.nanoTime();

  LoopSession(
      LoopConfig config, PartitionLogicFactory factory, LoopMeter meter, LoopClients clients) {
    this.config = config;
    this.meter = meter;
    this.inputs = clients.inputs(config);
    this.outputs = clients.outputs(config);
    this.state = new StateReader(config, clients);
    this.owned = new OwnedPartitions(config, factory, inputs, state);
  }

  void open() {
    meter.health(new LoopHealth.Restoring(Set.of()));
    outputs.initTransactions();
    inputs.subscribe(config.inputTopics(), owned);
  }

  /// Reads a batch, decides it and commits it. When this throws, nothing of it is committed, or all
  /// is.
  void cycle() {
    ConsumerRecords<byte[], byte[]> polled = inputs.poll(untilNextTick());
    Set<Integer> justRestored = owned.unrestored();
    if (!justRestored.isEmpty()) {
      meter.health(new LoopHealth.Restoring(justRestored));
      member = owned.restore();
      meter.restored(justRestored.size());
    }
    Set<Integer> touched = new TreeSet<>();
    sent = 0;
    int read = decide(polled, justRestored, touched);
    tick(touched);
    if (!touched.isEmpty()) {
      commit(touched);
      meter.committed(read, sent);
    }
    meter.lag(owned.lag());
    if (owned.joined()) {
      meter.health(health());
    }
  }

  private Duration untilNextTick() {
    return Duration.ofNanos(Math.max(0, nextTickNanos - System.nanoTime()));
  }

  private int decide(
      ConsumerRecords<byte[], byte[]> polled, Set<Integer> excluded, Set<Integer> touched) {
    Map<Integer, List<InputRecord>> batches = new TreeMap<>();
    int read = 0;
    for (ConsumerRecord<byte[], byte[]> record : polled) {
      if (!excluded.contains(record.partition())) {
        batches
            .computeIfAbsent(record.partition(), _ -> new ArrayList<>())
            .add(Clients.inputRecord(record));
        owned.advance(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        read++;
      }
    }
    batches.forEach((partition, batch) -> {
      PartitionLogic logic = owned.logics().get(partition);
      if (logic == null) {
        throw new IllegalStateException("inputs of partition " + partition + ", not owned");
      }
      touched.add(partition);
      for (int from = 0; from < batch.size(); from += PIECE) {
        send(logic.onInputs(batch.subList(from, Math.min(from + PIECE, batch.size()))));
      }
    });
    return read;
  }

  private void tick(Set<Integer> touched) {
    if (System.nanoTime() - nextTickNanos < 0) {
      return;
    }
    nextTickNanos = System.nanoTime() + config.tickInterval().toNanos();
    owned
        .logics()
        .forEach((partition, logic) -> {
          List<OutputRecord> outputsOfTick = logic.onTick();
          if (!outputsOfTick.isEmpty()) {
            touched.add(partition);
            send(outputsOfTick);
          }
        });
  }

  private void send(List<OutputRecord> decided) {
    begin();
    // A send that fails makes the commit fail.
    decided.forEach(output -> outputs.send(Clients.producerRecord(output)));
    sent += decided.size();
  }

  private void begin() {
    if (!inTransaction) {
      outputs.beginTransaction();
      inTransaction = true;
    }
  }

  private void commit(Collection<Integer> partitions) {
    ConsumerGroupMetadata current = member;
    if (current == null) {
      throw new IllegalStateException("nothing may be committed before partitions are restored");
    }
    begin();
    outputs.sendOffsetsToTransaction(owned.offsets(partitions), current);
    outputs.commitTransaction();
    inTransaction = false;
  }

  /// After an error: gives up what is open and all that was decided since the last commit.
  ///
  /// @throws org.apache.kafka.common.KafkaException when this session is past help
  void giveUp() {
    if (inTransaction) {
      meter.aborted();
      outputs.abortTransaction();
      inTransaction = false;
    }
    owned.dropLogics();
  }

  private LoopHealth health() {
    double silentSeconds = Contact.secondsSinceHeartbeat(inputs);
    return silentSeconds > config.sessionTimeout().toSeconds()
        ? new LoopHealth.Failed("no contact with Kafka", 1)
        : new LoopHealth.Running(Set.copyOf(owned.logics().keySet()));
  }

  /// From any thread.
  void wakeup() {
    inputs.wakeup();
  }

  /// Leaves the group, so that others take over at once, and drops what is open.
  @Override
  public void close() {
    try (state) {
      closeBoth();
    }
  }

  private void closeBoth() {
    Duration limit = Duration.ofSeconds(2);
    try {
      outputs.close(limit);
    } finally {
      inputs.close(CloseOptions.timeout(limit));
    }
  }
}
