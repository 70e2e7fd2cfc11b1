package io.sluice.benchmarks.start;

import io.sluice.benchmarks.bare.BareClients;
import io.sluice.benchmarks.bare.HopThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// The hops of a start with nothing done at them: a command is written; a transaction consumes it
/// and appends three records, one of them the assignment; a follower sees the assignment and writes
/// a fact; a transaction consumes that and appends three records, one of them the route; an
/// observer sees the route.
///
/// Plain Kafka clients with the settings of the event log's own, on the same broker.
final class BareHops implements AutoCloseable {
  static final String COMMANDS = "bare.commands";
  static final String FACTS = "bare.worker-events";
  static final String HISTORY = "bare.process-events";
  static final String STATES = "bare.processes";
  static final String ASSIGNMENTS = "bare.assignments";
  static final String ROUTES = "bare.routes";

  /// About what a start and its transitions take.
  private static final int COMMAND_BYTES = 200;

  private final KafkaProducer<byte[], byte[]> commands;
  private final List<HopThread> threads = new ArrayList<>();
  private final SeenKeys routes;

  BareHops(String bootstrap, int partitions) {
    createTopics(bootstrap, partitions);
    commands = BareClients.plainProducer(bootstrap);
    threads.add(new DecidingHop(bootstrap));
    threads.add(new FollowingHop(bootstrap, partitions));
    routes = new SeenKeys(bootstrap, ROUTES, partitions);
    threads.add(routes);
    threads.forEach(HopThread::start);
  }

  private static void createTopics(String bootstrap, int partitions) {
    List<NewTopic> topics =
        Stream.of(COMMANDS, FACTS, HISTORY, STATES, ASSIGNMENTS, ROUTES)
            .map(name -> new NewTopic(name, partitions, (short) 1))
            .toList();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(topics).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the bare topics cannot be made", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while making topics", e);
    }
  }

  /// One way through all hops, microseconds.
  long micros() throws InterruptedException {
    String key = UUID.randomUUID().toString();
    long before = System.nanoTime();
    var _ =
        commands.send(
            new ProducerRecord<>(COMMANDS, BareClients.bytes(key), new byte[COMMAND_BYTES]));
    return (routes.await(key) - before) / 1_000;
  }

  /// Topics of one decision's output, the one that leads on last.
  static Set<String> outputsOf(String inputTopic) {
    return inputTopic.equals(COMMANDS)
        ? Set.of(HISTORY, STATES, ASSIGNMENTS)
        : Set.of(HISTORY, STATES, ROUTES);
  }

  @Override
  public void close() throws InterruptedException {
    for (HopThread thread : threads) {
      thread.end();
    }
    commands.close();
  }
}
