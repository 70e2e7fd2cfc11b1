package io.sluice.benchmarks.media;

import io.sluice.benchmarks.MeasuredFleet;
import io.sluice.worker.udp.DatagramIo;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Lets the product and the baselines forward the same load in turn.
public final class MediaCost {
  static final String PRODUCT = "Sluice";

  private static final int ROUNDS = 3;
  private static final int PRODUCT_SLOT = 0;

  /// Of a turn in the warm-up; a compiler that still takes more has not done its work.
  private static final double RESTING_SHARE = 0.005;

  private static final int MOST_WARM_UPS = 8;

  private final Plan plan;
  private final Programs programs;
  private final Path table;
  private final Load load;
  private final MeasuredServer server;
  private int nextSlot = PRODUCT_SLOT + 1;

  private MediaCost(Plan plan, Programs programs, Path table, Load load, MeasuredServer server) {
    this.plan = plan;
    this.programs = programs;
    this.table = table;
    this.load = load;
    this.server = server;
  }

  /// What a measurement gave.
  record Outcome(Costs costs, List<Ceiling.Found> ceilings) {}

  /// Arguments: how many rounds (default 3), the product's way through the kernel (default AUTO),
  /// the only pace (default all, and the ceilings).
  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : ROUNDS;
    DatagramIo io = args.length > 1 ? DatagramIo.valueOf(args[1]) : DatagramIo.AUTO;
    Plan all = Plan.onCoresApart(io, rounds);
    Plan plan = args.length > 2 ? all.onlyAt(Pace.named(args[2])) : all;
    plan.cores().pinSelf();
    System.out.printf("%s, load average %.1f before%n%n", io.resolved(), loadAverage());
    Outcome _ = measure(plan, System.out::println);
    System.out.printf("Load average %.1f after%n", loadAverage());
    System.exit(0);
  }

  /// @param tables gets each table as soon as it is complete
  static Outcome measure(Plan plan, Consumer<String> tables) throws Exception {
    Path folder = Files.createTempDirectory(MeasuredFleet.target(), "media-");
    Programs programs = Programs.build(MeasuredFleet.target().resolve("media").toAbsolutePath());
    int sinks = Math.max(plan.streams(), plan.mostStreams());
    try (Load load = Load.start(programs, plan.cores(), sinks);
        MeasuredServer server = new MeasuredServer(plan.io(), load.sinkPorts())) {
      MediaCost cost = new MediaCost(plan, programs, folder.resolve("streams"), load, server);
      cost.open(plan.streams());
      Costs costs = cost.rounds();
      tables.accept(CostTable.of(costs, plan.paces(), PRODUCT));
      List<Ceiling.Found> ceilings = cost.ceilings(costs);
      if (!ceilings.isEmpty()) {
        tables.accept(Ceiling.table(ceilings));
      }
      return new Outcome(costs, ceilings);
    }
  }

  private void open(int streams) throws IOException {
    if (server.open(streams)) {
      load.takeOver(server.writeTable(table));
    }
  }

  private Costs rounds() throws IOException {
    Costs costs = new Costs();
    List<Baseline> baselines = startBaselines();
    try {
      warmUp();
      List<Forwarder> all = new ArrayList<>(baselines.stream().map(Baseline::forwarder).toList());
      all.add(product());
      all.add(productAnsweringBrowsers());
      for (int round = 0; round < plan.rounds(); round++) {
        for (Pace pace : plan.paces()) {
          for (Forwarder forwarder : all) {
            costs.add(forwarder, pace, run(forwarder, pace, plan.streams(), plan.measured()));
          }
        }
      }
    } finally {
      baselines.forEach(Baseline::close);
    }
    return costs;
  }

  /// Flat out first: what the JVM compiles it chooses by the count of packets. Then until its
  /// compilers rest: what is measured is a worker that has run for minutes.
  private void warmUp() throws IOException {
    List<Pace> paces = new ArrayList<>(plan.paces());
    paces.addFirst(Pace.FLAT_OUT);
    Duration each = plan.warmUp().dividedBy(2L * paces.size());
    double resting = RESTING_SHARE * 2 * plan.paces().size() * each.toMillis();
    warmUpAt(paces, each);
    long compiling = Long.MAX_VALUE;
    for (int i = 0; i < MOST_WARM_UPS && compiling > resting; i++) {
      long before = compilingMillis();
      warmUpAt(plan.paces(), each);
      compiling = compilingMillis() - before;
    }
  }

  private void warmUpAt(List<Pace> paces, Duration each) throws IOException {
    for (Pace pace : paces) {
      run(product(), pace, plan.streams(), each);
      run(productAnsweringBrowsers(), pace, plan.streams(), each);
    }
  }

  private static long compilingMillis() {
    return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
  }

  /// The product first: its sessions grow with the streams, and it is closed before the others.
  private List<Ceiling.Found> ceilings(Costs costs) throws IOException {
    List<Ceiling.Found> found = new ArrayList<>();
    if (plan.mostStreams() == 0) {
      return found;
    }
    for (Forwarder forwarder : List.of(product(), productAnsweringBrowsers())) {
      found.add(ceiling(forwarder, costs));
    }
    open(plan.mostStreams());
    server.close();
    List<Baseline> baselines = startBaselines();
    try {
      for (Baseline baseline : baselines) {
        found.add(ceiling(baseline.forwarder(), costs));
      }
    } finally {
      baselines.forEach(Baseline::close);
    }
    return found;
  }

  private Ceiling.Found ceiling(Forwarder forwarder, Costs costs) throws IOException {
    double nanos = costs.median(forwarder.name(), Pace.FRAMES, Reading::nanosPerPacket);
    int guess = (int) (1e9 / nanos / Pace.ofStreams(1).packetsPerSecond());
    Ceiling.Runs runs =
        streams -> {
          open(streams);
          return run(forwarder, Pace.ofStreams(streams), streams, plan.measured());
        };
    return new Ceiling(runs, plan.mostStreams()).find(forwarder.name(), guess);
  }

  /// Those of another time are numbered anew: their keys begin at packet 0.
  private List<Baseline> startBaselines() throws IOException {
    List<Baseline> baselines = new ArrayList<>();
    for (Baseline.Kind kind : Baseline.Kind.values()) {
      baselines.add(Baseline.start(programs, plan.cores(), kind, table, nextSlot++));
    }
    return baselines;
  }

  private Forwarder product() {
    return new Forwarder(PRODUCT, PRODUCT_SLOT, server.port(), ProcessHandle.current().pid(), 0);
  }

  /// The same sessions, with what browsers send and are answered twenty times a second.
  private Forwarder productAnsweringBrowsers() {
    return new Forwarder(
        PRODUCT + " with transport-cc",
        PRODUCT_SLOT,
        server.port(),
        ProcessHandle.current().pid(),
        MeasuredServer.TRANSPORT_CC_ID);
  }

  private Reading run(Forwarder forwarder, Pace pace, int streams, Duration measured)
      throws IOException {
    load.check(server.port());
    return load.run(forwarder, pace, streams, plan.lead(), measured);
  }

  private static double loadAverage() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
