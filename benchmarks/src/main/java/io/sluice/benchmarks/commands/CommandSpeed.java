package io.sluice.benchmarks.commands;

import io.sluice.benchmarks.MeasuredFleet;
import io.sluice.benchmarks.bare.BareClients;
import io.sluice.benchmarks.member.BeatingWorkers;
import io.sluice.benchmarks.member.Program;
import io.sluice.benchmarks.report.Percentiles;
import io.sluice.benchmarks.report.Table;
import io.sluice.eventlog.broker.EmbeddedBroker;
import io.sluice.eventlog.topics.TopicAdmin;
import io.sluice.schemas.topic.TopicCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.awaitility.Awaitility;

/// Loads one control plane with commands, flat out and at a pace, beside the bare loop; then
/// restarts it.
public final class CommandSpeed implements AutoCloseable {
  private static final int PARTITIONS = 12;
  private static final int WORKERS = 100;
  private static final int ROUNDS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final CommandPlan plan;
  private final Path log;
  private final EmbeddedBroker broker;
  private final BeatingWorkers workers;
  private final KafkaProducer<byte[], byte[]> producer;
  private final OutcomeWatch outcomes;
  private final OutcomeWatch bareOutcomes;
  private final Sizes sizes;
  private Program controlPlane;

  private CommandSpeed(Path folder, CommandPlan plan) throws InterruptedException {
    this.plan = plan;
    this.log = folder.resolve("programs.log");
    broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
    String bootstrap = broker.bootstrap();
    TopicCatalogue topics = new TopicCatalogue(PARTITIONS, 1);
    TopicAdmin.ensure(broker.connection(), topics);
    BareLoop.createTopics(bootstrap, PARTITIONS);
    sizes = new Sizes(bootstrap, PARTITIONS);
    workers = BeatingWorkers.start(bootstrap, topics, WORKERS);
    producer = BareClients.plainProducer(bootstrap);
    outcomes =
        new OutcomeWatch(
            bootstrap, TopicCatalogue.PROCESS_EVENTS.name(), PARTITIONS, CommandMix::settled);
    bareOutcomes = new OutcomeWatch(bootstrap, BareLoop.HISTORY, PARTITIONS, BareLoop::settled);
    controlPlane = Program.controlPlane(bootstrap, PARTITIONS, -1, log);
  }

  /// Arguments: commands a second (default 5,000), seconds (60), processes known beforehand
  /// (100,000), commands of each round flat out (60,000).
  public static void main(String[] args) throws Exception {
    CommandPlan plan = CommandPlan.of(args);
    Path folder = Files.createTempDirectory(MeasuredFleet.target(), "commands-");
    measure(folder, plan).forEach(System.out::println);
    System.exit(0);
  }

  /// Lines of tables.
  static List<String> measure(Path folder, CommandPlan plan) throws Exception {
    try (CommandSpeed speed = new CommandSpeed(folder, plan)) {
      return speed.run();
    }
  }

  private List<String> run() throws InterruptedException {
    Side product = new Side(producer, new CommandMix(plan.known())::command, outcomes);
    long begin = System.nanoTime();
    new KnownProcesses(broker.bootstrap(), PARTITIONS, plan.known()).start();
    awaitNoLag();
    double populated = (System.nanoTime() - begin) / 1e9;
    outcomes.start();
    product.flatOut(controlPlane, plan.flatOut() / ROUNDS);
    List<String> lines = compare(product);
    lines.add("");
    lines.add("lag after the last outcome: %d".formatted(group().lag()));
    lines.add(
        String.format(
            Locale.ROOT, "%,d starts and as many facts: %.1f s", plan.known(), populated));
    lines.add(
        String.format(Locale.ROOT, "heap in use: %,d MB", controlPlane.liveBytes() / 1_000_000));
    controlPlane.close();
    lines.add(restarted(product, "in order"));
    controlPlane.kill();
    lines.add(restarted(product, "by kill -9"));
    return lines;
  }

  private List<String> compare(Side product) throws InterruptedException {
    int command = sizes.mean(TopicCatalogue.COMMANDS.name());
    int transition = sizes.mean(TopicCatalogue.PROCESS_EVENTS.name());
    int state = sizes.mean(TopicCatalogue.PROCESSES.name());
    int assignment = sizes.mean(TopicCatalogue.ASSIGNMENTS.name());
    Side bare = new Side(producer, number -> BareLoop.command(number, command), bareOutcomes);
    bareOutcomes.start();
    try (Program loop = bareLoop(transition, state, assignment)) {
      bare.flatOut(loop, plan.flatOut() / ROUNDS);
      List<Measured> products = new ArrayList<>();
      List<Measured> bares = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        products.add(product.flatOut(controlPlane, plan.flatOut()));
        bares.add(bare.flatOut(loop, plan.flatOut()));
      }
      List<String> lines = flatOut(Measured.median(products), Measured.median(bares));
      lines.add("");
      lines.add(paced(product, bare, loop));
      lines.add(
          "bytes of a command %d, transition %d, state %d, assignment %d"
              .formatted(command, transition, state, assignment));
      return lines;
    }
  }

  private static List<String> flatOut(Measured product, Measured bare) {
    List<String> lines = new ArrayList<>(Measured.HEAD);
    lines.add(product.row("control plane"));
    lines.add(bare.row("bare loop"));
    lines.add(
        String.format(
            Locale.ROOT, "| ratio | | | %.2f | |", product.perSecond() / bare.perSecond()));
    return lines;
  }

  private String paced(Side product, Side bare, Program loop) throws InterruptedException {
    Measured decided = product.paced(controlPlane, plan.perSecond(), plan.seconds());
    Measured appended = bare.paced(loop, plan.perSecond(), Math.max(1, plan.seconds() / 4));
    Percentiles ours = Percentiles.of(decided.round().waitedMicros());
    Percentiles theirs = Percentiles.of(appended.round().waitedMicros());
    return new Table()
            .row("command due to outcome read", ours)
            .row("bare loop", theirs)
            .ratio("ratio", ours, theirs)
        + String.format(
            Locale.ROOT,
            "%,d a second for %d s: %.0f %% of a processor, the bare loop %.0f %%",
            plan.perSecond(),
            plan.seconds(),
            100 * decided.cpu().toNanos() / 1e9 / decided.round().seconds(),
            100 * appended.cpu().toNanos() / 1e9 / appended.round().seconds());
  }

  private Program bareLoop(int... bytes) {
    List<String> arguments = new ArrayList<>(List.of(broker.bootstrap()));
    for (int size : bytes) {
      arguments.add(Integer.toString(size));
    }
    return Program.start(List.of(), BareLoop.class.getName(), Map.of(), arguments, log);
  }

  /// Starts the control plane again; from then until it has settled a command.
  private String restarted(Side product, String ended) throws InterruptedException {
    controlPlane = Program.controlPlane(broker.bootstrap(), PARTITIONS, -1, log);
    double seconds = product.flatOut(controlPlane, 1).round().seconds();
    return String.format(
        Locale.ROOT, "ended %s, started again: first outcome after %.1f s", ended, seconds);
  }

  private void awaitNoLag() {
    Awaitility.await().atMost(PATIENCE).until(() -> group().lag() == 0);
  }

  private Group group() {
    return new Group(
        broker.bootstrap(),
        "sluice.control-plane",
        List.of(TopicCatalogue.COMMANDS.name(), TopicCatalogue.WORKER_EVENTS.name()),
        PARTITIONS);
  }

  @Override
  public void close() throws InterruptedException {
    try (broker) {
      outcomes.end();
      bareOutcomes.end();
      producer.close();
      workers.close();
      controlPlane.close();
    }
  }
}
