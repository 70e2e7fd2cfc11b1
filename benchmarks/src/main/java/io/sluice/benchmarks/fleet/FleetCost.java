package io.sluice.benchmarks.fleet;

import io.sluice.benchmarks.MeasuredFleet;
import io.sluice.benchmarks.member.BeatingWorkers;
import io.sluice.benchmarks.member.Program;
import io.sluice.eventlog.broker.EmbeddedBroker;
import io.sluice.eventlog.topics.TopicAdmin;
import io.sluice.schemas.topic.TopicCatalogue;
import io.sluice.standalone.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/// Starts a control plane anew for each size of the fleet, lets the workers beat, and reads its
/// processor time and its heap.
public final class FleetCost {
  private static final int PARTITIONS = 12;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern WORKER = Pattern.compile("\"id\":");

  private final EmbeddedBroker broker;
  private final TopicCatalogue topics = new TopicCatalogue(PARTITIONS, 1);
  private final Path log;
  private final Duration measured;
  private final HttpClient http = HttpClient.newHttpClient();

  private FleetCost(EmbeddedBroker broker, Path log, Duration measured) {
    this.broker = broker;
    this.log = log;
    this.measured = measured;
  }

  /// Arguments: seconds of each measurement (default 20), then numbers of workers (default 0, 100,
  /// 1,000 and 10,000).
  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    List<Integer> sizes =
        args.length > 1
            ? Arrays.stream(args).skip(1).map(Integer::valueOf).toList()
            : List.of(0, 100, 1_000, 10_000);
    Path folder = Files.createTempDirectory(MeasuredFleet.target(), "fleet-");
    measure(folder, Duration.ofSeconds(seconds), sizes).forEach(System.out::println);
    System.exit(0);
  }

  /// Lines of a table.
  static List<String> measure(Path folder, Duration measured, List<Integer> sizes)
      throws InterruptedException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0)) {
      FleetCost cost = new FleetCost(broker, folder.resolve("programs.log"), measured);
      TopicAdmin.ensure(broker.connection(), cost.topics);
      List<String> lines = new ArrayList<>(FleetSample.HEAD);
      for (int size : sizes) {
        lines.add(cost.sample(size).row());
      }
      return lines;
    }
  }

  private FleetSample sample(int size) {
    int port = FreePorts.anyTcp("127.0.0.1");
    try (BeatingWorkers _ = BeatingWorkers.start(broker.bootstrap(), topics, size);
        Program controlPlane = Program.controlPlane(broker.bootstrap(), PARTITIONS, port, log)) {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> workersKnown(port) == size);
      // Until what is compiled, is.
      pass(measured);
      Duration before = controlPlane.cpu();
      long beganNanos = System.nanoTime();
      pass(measured);
      Duration cpu = controlPlane.cpu().minus(before);
      return new FleetSample(
          size, Duration.ofNanos(System.nanoTime() - beganNanos), cpu, controlPlane.liveBytes());
    }
  }

  /// Negative while it does not answer.
  private long workersKnown(int port) throws InterruptedException {
    URI url = URI.create("http://127.0.0.1:" + port + "/api/v1/workers");
    try {
      return WORKER
          .matcher(http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body())
          .results()
          .count();
    } catch (ConnectException e) {
      return -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pass(Duration time) {
    Awaitility.await().atMost(time.plusMinutes(1)).pollDelay(time).until(() -> true);
  }
}
