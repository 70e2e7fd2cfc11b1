package io.sluice.eventlog.loop;

import io.sluice.eventlog.KafkaConnection;
import java.time.Duration;
import java.util.List;

/// What a loop reads, as whom, and how patiently.
///
/// @param group the consumer group whose members share the partitions
/// @param instanceId this member, the same after each of its restarts and unlike any other's: a
///   second loop of the same name fences the first
/// @param inputTopics all with the same number of partitions; of each number one member owns all
/// @param stateTopic compacted, with that number of partitions too; written by the logic only
/// @param tickInterval how often [io.sluice.eventlog.PartitionLogic#onTick] is called
/// @param maxBatch at most so many inputs a transaction
/// @param sessionTimeout after so long without a sign of life others take over
/// @param maxPollInterval after so long within one batch others take over
/// @param transactionTimeout after so long Kafka aborts what a dead member left open
public record LoopConfig(
    KafkaConnection kafka,
    String group,
    String instanceId,
    List<String> inputTopics,
    String stateTopic,
    Duration tickInterval,
    int maxBatch,
    Duration sessionTimeout,
    Duration maxPollInterval,
    Duration transactionTimeout) {
  public LoopConfig {
    inputTopics = List.copyOf(inputTopics);
    if (inputTopics.isEmpty()) {
      throw new IllegalArgumentException("a loop needs an input topic");
    }
  }

  /// Tick 500 ms, batches of 500, session 6 s, poll interval 60 s, transactions 10 s.
  public static LoopConfig of(
      KafkaConnection kafka,
      String group,
      String instanceId,
      List<String> inputTopics,
      String stateTopic) {
    return new LoopConfig(
        kafka,
        group,
        instanceId,
        inputTopics,
        stateTopic,
        Duration.ofMillis(500),
        500,
        Duration.ofSeconds(6),
        Duration.ofSeconds(60),
        Duration.ofSeconds(10));
  }

  public LoopConfig withTickInterval(Duration interval) {
    return new LoopConfig(
        kafka,
        group,
        instanceId,
        inputTopics,
        stateTopic,
        interval,
        maxBatch,
        sessionTimeout,
        maxPollInterval,
        transactionTimeout);
  }

  public LoopConfig withMaxBatch(int inputs) {
    return new LoopConfig(
        kafka,
        group,
        instanceId,
        inputTopics,
        stateTopic,
        tickInterval,
        inputs,
        sessionTimeout,
        maxPollInterval,
        transactionTimeout);
  }

  /// For those who want takeovers sooner, or later.
  public LoopConfig withTimeouts(Duration session, Duration pollInterval, Duration transaction) {
    return new LoopConfig(
        kafka,
        group,
        instanceId,
        inputTopics,
        stateTopic,
        tickInterval,
        maxBatch,
        session,
        pollInterval,
        transaction);
  }
}
