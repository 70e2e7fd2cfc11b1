package io.sluice.acceptance.cluster;

import io.sluice.acceptance.fleet.MemberJvm;
import io.sluice.eventlog.KafkaConnection;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;

/// Three brokers, of which one may be missing: every record is on all of them, and acknowledged by
/// two.
public final class Cluster implements AutoCloseable {
  private static final int BROKERS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Kafka writes its own topics for groups and transactions as safely as ours.
  private static final List<String> INTERNAL =
      List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic");

  private final Path folder;
  private final String host;
  private final String id = Uuid.randomUuid().toString();
  private final List<Integer> ports;
  private final List<Integer> controllerPorts;
  private final List<MemberJvm> brokers = new ArrayList<>();

  private Cluster(Path folder, String host, IntSupplier freePort) {
    this.folder = folder;
    this.host = host;
    this.ports = IntStream.range(0, BROKERS).map(_ -> freePort.getAsInt()).boxed().toList();
    this.controllerPorts =
        IntStream.range(0, BROKERS).map(_ -> freePort.getAsInt()).boxed().toList();
  }

  /// Returns at once; the brokers answer some seconds later.
  ///
  /// @param host address of this host at which they listen
  /// @param folder each broker has one in it, [#data], which may exist already
  public static Cluster start(Path folder, String host, IntSupplier freePort) throws IOException {
    Cluster cluster = new Cluster(folder, host, freePort);
    try {
      for (int i = 0; i < BROKERS; i++) {
        cluster.brokers.add(cluster.run(i));
      }
      return cluster;
    } catch (IOException e) {
      cluster.close();
      throw e;
    }
  }

  /// Where a broker keeps all that it holds.
  public static Path data(Path folder, int broker) {
    return folder.resolve("broker-" + broker);
  }

  /// Of all three.
  public KafkaConnection connection() {
    return KafkaConnection.to(
        ports.stream().map(port -> host + ":" + port).collect(Collectors.joining(",")));
  }

  /// On which clients reach the brokers.
  public List<Integer> ports() {
    return ports;
  }

  /// @param broker from 0
  public MemberJvm broker(int broker) {
    return brokers.get(broker);
  }

  /// Starts one that has ended.
  public void restart(int broker) throws IOException {
    brokers.set(broker, run(broker));
  }

  /// Waits until every broker holds every record again, so that another may be missing.
  public void awaitInSync() {
    Awaitility.await("brokers in sync")
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(ExecutionException.class)
        .until(this::isInSync);
  }

  private boolean isInSync() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(connection().properties(Map.of()))) {
      return admin
          .describeTopics(admin.listTopics().names().get())
          .allTopicNames()
          .get()
          .values()
          .stream()
          .flatMap(topic -> topic.partitions().stream())
          .allMatch(partition -> partition.isr().size() == BROKERS);
    }
  }

  private MemberJvm run(int broker) throws IOException {
    Path file = Files.createDirectories(folder).resolve("broker-" + broker + ".properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings(broker).store(writer, null);
    }
    return MemberJvm.start(
        Broker.class.getName(),
        Map.of(),
        folder.resolve("broker-" + broker + ".log"),
        file.toString());
  }

  private Properties settings(int broker) {
    Properties settings = new Properties();
    settings.put(Broker.CLUSTER_ID, id);
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "" + broker);
    settings.put("log.dirs", data(folder, broker).toString());
    settings.put(
        "listeners",
        "CLIENTS://%s:%d,CONTROLLER://%s:%d"
            .formatted(host, ports.get(broker), host, controllerPorts.get(broker)));
    settings.put("advertised.listeners", "CLIENTS://" + host + ":" + ports.get(broker));
    settings.put("inter.broker.listener.name", "CLIENTS");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put(
        "controller.quorum.voters",
        IntStream.range(0, BROKERS)
            .mapToObj(i -> i + "@" + host + ":" + controllerPorts.get(i))
            .collect(Collectors.joining(",")));
    settings.put("auto.create.topics.enable", "false");
    settings.put("min.insync.replicas", "2");
    INTERNAL.forEach(topic -> {
      settings.put(topic + ".replication.factor", "3");
      settings.put(topic + ".num.partitions", "3");
    });
    settings.put("transaction.state.log.min.isr", "2");
    quick(settings);
    return settings;
  }

  /// A broker that died is missed after seconds: the defaults are made for networks.
  private static void quick(Properties settings) {
    settings.put("broker.session.timeout.ms", "3000");
    settings.put("broker.heartbeat.interval.ms", "500");
    settings.put("replica.lag.time.max.ms", "4000");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("group.min.session.timeout.ms", "1000");
    settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
    settings.put("log.cleaner.dedupe.buffer.size", "2097152");
    settings.put("num.io.threads", "2");
    settings.put("num.network.threads", "2");
  }

  @Override
  public void close() {
    brokers.forEach(MemberJvm::kill);
  }
}
