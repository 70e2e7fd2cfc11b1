package io.sluice.controlplane.api;

import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.DrainWorker;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Writes commands and orders to their topics, as any orchestrator would.
///
/// Thread: safe for many.
public final class KafkaCommandLog implements CommandLog, OrderLog {
  private final LogWriter writer;
  private final RecordCodec codec;
  private final TopicCatalogue topics;

  /// Kafka's producer blocks its caller while it looks for the partition's leader.
  private final Executor offTheEventLoop;

  /// @param writer stays the caller's to close
  public KafkaCommandLog(LogWriter writer, RecordCodec codec, TopicCatalogue topics) {
    this.writer = writer;
    this.codec = codec;
    this.topics = topics;
    ThreadFactory threads = Thread.ofVirtual().name("command-writer-", 0).factory();
    this.offTheEventLoop = task -> threads.newThread(task).start();
  }

  @Override
  public CompletionStage<Void> append(ProcessId process, SpecificRecord command) {
    return send(
        new OutputRecord(
            TopicCatalogue.COMMANDS.name(),
            topics.partitionOf(process),
            process.value(),
            codec.encode(command)));
  }

  @Override
  public CompletionStage<Void> put(WorkerId worker, @Nullable DrainWorker order) {
    return send(
        new OutputRecord(
            TopicCatalogue.WORKER_ORDERS.name(),
            topics.partitionOf(worker),
            worker.value(),
            order == null ? null : codec.encode(order)));
  }

  private CompletionStage<Void> send(OutputRecord record) {
    return CompletableFuture.supplyAsync(() -> writer.send(record), offTheEventLoop)
        .thenCompose(sent -> sent)
        .thenAccept(_ -> {});
  }
}
