package io.sluice.eventlog.broker;

import java.nio.file.Path;
import java.util.Properties;

/// The settings of a single node that is broker and controller at once.
final class BrokerSettings {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private BrokerSettings() {}

  static Properties of(Path folder, int port, int controllerPort) {
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", String.valueOf(NODE_ID));
    settings.put("log.dirs", folder.toString());
    settings.put(
        "listeners",
        "CLIENTS://127.0.0.1:%d,%s://127.0.0.1:%d"
            .formatted(port, CONTROLLER_LISTENER, controllerPort));
    settings.put("advertised.listeners", "CLIENTS://127.0.0.1:" + port);
    settings.put("inter.broker.listener.name", "CLIENTS");
    settings.put("controller.listener.names", CONTROLLER_LISTENER);
    settings.put(
        "listener.security.protocol.map",
        "CLIENTS:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    // Given at each start and not kept in the folder, so the controller's port may change.
    settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    settings.put("auto.create.topics.enable", "false");
    aloneInTheCluster(settings);
    quick(settings);
    return settings;
  }

  private static void aloneInTheCluster(Properties settings) {
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
  }

  private static void quick(Properties settings) {
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("group.min.session.timeout.ms", "1000");
    // How often Kafka looks for transactions that a dead owner left open. A takeover waits for
    // their
    // end, and the default is 10 s.
    settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
    // The default takes 128 MiB of heap.
    settings.put("log.cleaner.dedupe.buffer.size", "2097152");
    // Without it the next start takes ten seconds and more.
    settings.put("controlled.shutdown.enable", "true");
  }
}
