package io.sluice.benchmarks.replay;

import io.sluice.controlplane.archive.Archive;
import io.sluice.controlplane.archive.Moment;
import io.sluice.controlplane.archive.Span;
import io.sluice.controlplane.verify.Decider;
import io.sluice.controlplane.verify.Published;
import io.sluice.controlplane.verify.Verification;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.broker.EmbeddedBroker;
import io.sluice.eventlog.replay.LogReader;
import io.sluice.eventlog.replay.ReplayFrom;
import io.sluice.eventlog.replay.ReplayProgress;
import io.sluice.eventlog.topics.TopicAdmin;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import io.sluice.standalone.FreePorts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Transitions verified a second, beside a bare consumer of the same topic; and the history of one
/// process found, beside reading its partition.
public final class ReplaySpeed {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int PARTITIONS = 6;

  private final KafkaConnection kafka;
  private final long transitions;
  private final int processes;

  private ReplaySpeed(KafkaConnection kafka, long transitions, int processes) {
    this.kafka = kafka;
    this.transitions = transitions;
    this.processes = processes;
  }

  /// Arguments: transitions (default 1,000,000), processes (default 10,000).
  public static void main(String[] args) throws Exception {
    long transitions = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
    int processes = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "replay-");
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, FreePorts.anyTcp("127.0.0.1"))) {
      run(broker.connection(), transitions, processes).forEach(System.out::println);
    }
  }

  /// Lines of a table.
  static List<String> run(KafkaConnection kafka, long transitions, int processes) throws Exception {
    TopicCatalogue topics = new TopicCatalogue(PARTITIONS, 1);
    TopicAdmin.ensure(kafka, topics);
    ReplaySpeed speed = new ReplaySpeed(kafka, transitions, processes);
    speed.write(topics);
    return speed.table();
  }

  /// A day of history, however fast it is written.
  private void write(TopicCatalogue topics) {
    Duration between = DAY.dividedBy(transitions).truncatedTo(ChronoUnit.MICROS);
    var settings =
        kafka.properties(
            Map.of(
                "linger.ms",
                20,
                "batch.size",
                1 << 18,
                "buffer.memory",
                1 << 26,
                // See LogWriter: the topics were made a moment ago.
                "max.in.flight.requests.per.connection",
                1));
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      new LongHistory(topics, Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(DAY), between)
          .write(
              processes,
              transitions,
              (topic, partition, key, at, value) ->
                  producer.send(
                      new ProducerRecord<>(
                          topic,
                          partition,
                          at.toEpochMilli(),
                          key.value().getBytes(StandardCharsets.UTF_8),
                          value)));
    }
  }

  private List<String> table() throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add("| | transitions | seconds | a second |");
    lines.add("|---|---|---|---|");
    lines.add(row("bare consumer, one thread", transitions, nanos(this::consume)));
    List<byte[]> values = values();
    lines.add(row("verified in memory, one thread", values.size(), nanos(() -> verify(values))));
    lines.add(row("folded from Kafka, two threads", transitions, nanos(() -> all(false))));
    lines.add(row("verified from Kafka, two threads", transitions, nanos(() -> all(true))));
    ProcessId one = new ProcessId("cam-" + processes / 2);
    long length = scan(one);
    lines.add(row("one process, its partition read", length, nanos(() -> scan(one))));
    lines.add(row("one process, found", length, nanos(() -> find(one))));
    lines.add(row("its last 20 minutes, found", length, nanos(() -> findLast(one))));
    return lines;
  }

  private long consume() {
    try (LogReader reader = LogReader.open(kafka, PATIENCE)) {
      return reader.read(
          TopicCatalogue.PROCESS_EVENTS.name(), Set.of(), ReplayFrom.beginning(), _ -> {});
    }
  }

  private List<byte[]> values() {
    List<byte[]> values = new ArrayList<>();
    try (LogReader reader = LogReader.open(kafka, PATIENCE)) {
      reader.read(
          TopicCatalogue.PROCESS_EVENTS.name(),
          Set.of(),
          ReplayFrom.beginning(),
          record -> values.add(record.value()));
    }
    return values;
  }

  private static long verify(List<byte[]> values) {
    Verification verification = verification(true);
    var read = RecordCodec.standard().reading(Transition.class);
    values.forEach(value -> read.apply(value).ifPresent(verification::next));
    return checked(verification);
  }

  private long all(boolean compare) throws Exception {
    try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
      List<Callable<Long>> halves = List.of(() -> part(0, compare), () -> part(1, compare));
      long sum = 0;
      for (Future<Long> half : executor.invokeAll(halves)) {
        sum += half.get();
      }
      return sum;
    }
  }

  private long part(int remainder, boolean compare) {
    Verification verification = verification(compare);
    Set<Integer> partitions =
        Set.copyOf(IntStream.range(0, PARTITIONS).filter(p -> p % 2 == remainder).boxed().toList());
    try (Archive archive = archive()) {
      archive.transitions(partitions, _ -> true, null, verification::next);
    }
    return checked(verification);
  }

  /// @param compare whether each transition is decided again, or only folded into the state
  private static Verification verification(boolean compare) {
    return new Verification(Decider.TODAY, _ -> compare, Published.NOTHING);
  }

  private static long checked(Verification verification) {
    var result = verification.result();
    if (!result.troubles().isEmpty()) {
      throw new IllegalStateException("differs: " + result.first());
    }
    return result.compared() + result.followed();
  }

  private long scan(ProcessId process) {
    long[] found = {0};
    try (LogReader reader = LogReader.open(kafka, PATIENCE)) {
      reader.readKey(
          TopicCatalogue.PROCESS_EVENTS.name(),
          process.value(),
          ReplayFrom.beginning(),
          _ -> found[0]++);
    }
    return found[0];
  }

  private long find(ProcessId process) {
    try (Archive archive = archive()) {
      return archive.history(process, Span.ALL).size();
    }
  }

  private long findLast(ProcessId process) {
    Moment recent = new Moment.At(Instant.now().minus(Duration.ofMinutes(20)));
    try (Archive archive = archive()) {
      return archive.history(process, new Span(recent, null)).size();
    }
  }

  private Archive archive() {
    return Archive.open(kafka, PATIENCE, ReplayProgress.NOBODY_ASKS);
  }

  private static long nanos(Callable<Long> work) throws Exception {
    long begin = System.nanoTime();
    if (work.call() == 0) {
      throw new IllegalStateException("nothing was read");
    }
    return System.nanoTime() - begin;
  }

  private static String row(String what, long count, long nanos) {
    double seconds = nanos / 1e9;
    return String.format(
        Locale.ROOT, "| %s | %,d | %.2f | %,.0f |", what, count, seconds, count / seconds);
  }
}
