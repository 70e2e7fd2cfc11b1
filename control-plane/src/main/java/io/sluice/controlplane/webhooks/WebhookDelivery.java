package io.sluice.controlplane.webhooks;

import io.sluice.controlplane.feed.DecidedMapping;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.share.Mark;
import io.sluice.eventlog.share.PartitionWork;
import io.sluice.eventlog.share.SharedReader;
import io.sluice.schemas.topic.TopicCatalogue;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/// All that is delivered to one webhook from here. Control planes share the partitions, each
/// webhook's by a group of its own, so that none waits for another.
///
/// Thread: any.
final class WebhookDelivery implements AutoCloseable {
  private static final String GROUP = "sluice.webhook.";

  private final Webhook webhook;
  private final DecidedMapping mapping;
  private final Courier courier;
  private final BooleanSupplier ready;
  private final HttpSender sender;
  private final List<PartitionDeliveries> partitions = new CopyOnWriteArrayList<>();
  private final SharedReader reader;

  /// @param sender closed with this
  /// @param ready whether the references of processes are known
  WebhookDelivery(
      Webhook webhook,
      KafkaConnection kafka,
      String instanceId,
      DecidedMapping mapping,
      Courier courier,
      HttpSender sender,
      BooleanSupplier ready) {
    this.webhook = webhook;
    this.mapping = mapping;
    this.courier = courier;
    this.ready = ready;
    this.sender = sender;
    this.reader =
        SharedReader.start(
            kafka,
            TopicCatalogue.PROCESS_EVENTS.name(),
            GROUP + webhook.name(),
            instanceId,
            this::begin);
  }

  private PartitionWork begin(int partition, Mark mark) {
    PartitionDeliveries deliveries =
        new PartitionDeliveries(
            mark,
            webhook.filter(),
            mapping,
            courier,
            ready,
            "webhook-" + webhook.name(),
            partitions::remove);
    partitions.add(deliveries);
    return deliveries;
  }

  String name() {
    return webhook.name();
  }

  /// How many messages wait here, or are being delivered.
  int waiting() {
    return partitions.stream().mapToInt(PartitionDeliveries::waiting).sum();
  }

  /// How many partitions this control plane delivers.
  int partitions() {
    return reader.partitions().size();
  }

  /// Empty while all is well.
  String problem() {
    return reader.problem();
  }

  @Override
  public void close() {
    reader.close();
    sender.close();
  }
}
