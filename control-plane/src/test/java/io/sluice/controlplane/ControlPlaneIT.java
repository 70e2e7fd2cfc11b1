package io.sluice.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.controlplane.testing.BeatingWorker;
import io.sluice.controlplane.testing.KafkaSide;
import io.sluice.eventlog.testing.KafkaFixture;
import io.sluice.schemas.Assignment;
import io.sluice.schemas.Recorded;
import io.sluice.schemas.Route;
import io.sluice.schemas.StartProcess;
import io.sluice.schemas.Transition;
import io.sluice.schemas.topic.TopicCatalogue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ControlPlaneIT {
  private static final int PARTITIONS = 3;

  private static KafkaFixture kafka;
  private static TopicCatalogue topics;
  private static ControlPlane controlPlane;
  private static KafkaSide side;
  private static BeatingWorker alpha;

  @BeforeAll
  static void start() {
    kafka = KafkaFixture.start();
    topics = new TopicCatalogue(PARTITIONS, 1);
    controlPlane = ControlPlane.start(properties("it"));
    awaitHealthy(controlPlane);
    side = new KafkaSide(kafka.connection(), topics);
    alpha = BeatingWorker.start(kafka.connection(), topics, "alpha", 7, 1_000);
  }

  @AfterAll
  static void end() {
    alpha.close();
    side.close();
    controlPlane.close();
    kafka.close();
  }

  @Test
  void leadsAProcessFromItsCommandToItsEnd() {
    side.command(side.start("life", "c1"), "life");

    Assignment assignment = side.awaitAssignment("life");
    assertThat(assignment.getWorkerId()).isEqualTo("alpha");
    assertThat(assignment.getConfig().getWhipIngest().getVideoPayloadType()).isEqualTo(96);
    assertThat(side.routes()).doesNotContainKey("life");

    side.portsAllocated(assignment, alpha.incarnation());
    Route route = side.awaitRoute("life");
    assertThat(route.getGeneration()).isEqualTo(assignment.getGeneration());
    assertThat(route.getPorts().getVideoRtp()).isEqualTo(20_000);

    side.command(side.stop("life", "c2"), "life");
    await().until(() -> !side.assignments().containsKey("life"));
    await().until(() -> !side.routes().containsKey("life"));

    side.tornDown(assignment, alpha.incarnation());
    side.awaitState("life", "STOPPED");
    assertThat(side.history("life"))
        .extracting(Transition::getState)
        .containsExactly("ASSIGNED", "ACTIVE", "STOPPING", "STOPPED");
  }

  @Test
  void recordsWhatItCannotReadAndGoesOn() {
    side.bytes("garbled", "no avro at all".getBytes(StandardCharsets.UTF_8));
    side.bytes("garbled", new byte[0]);
    side.command(side.start("garbled", "c1"), "garbled");

    assertThat(side.awaitOutcome("garbled", "c1").getOutcome()).contains("ACCEPTED");
    assertThat(side.history("garbled"))
        .flatExtracting(Transition::getEvents)
        .extracting(Recorded::getType)
        .startsWith("io.sluice.schemas.InputRefused", "io.sluice.schemas.InputRefused");
  }

  @Test
  void settlesOnceACommandThatAnotherPartitionerPutElsewhere() {
    String process = processWithAnotherCrcPartition();
    side.commandTo(crcPartition(process), process, side.start(process, "c1"));

    side.awaitOutcome(process, "c1");
    side.command(side.stop(process, "c2"), process);
    side.awaitOutcome(process, "c2");
    assertThat(side.outcomes(process, "c1")).hasSize(1);
    assertThat(side.history(process)).extracting(Transition::getSequence).startsWith(1L, 2L);
  }

  @Test
  void answersARepeatedCommandWithItsFirstOutcome() {
    StartProcess command = side.start("again", "c1");
    side.command(command, "again");
    side.command(command, "again");

    await().until(() -> side.outcomes("again", "c1").size() == 2);
    assertThat(side.outcomes("again", "c1"))
        .allSatisfy(transition -> assertThat(transition.getOutcome()).contains("ACCEPTED"));
    assertThat(side.awaitAssignment("again").getGeneration()).isEqualTo(1);
  }

  @Test
  void movesAProcessAwayFromAWorkerThatFallsSilent() {
    Assignment first;
    // So much room that it is chosen.
    try (BeatingWorker beta = BeatingWorker.start(kafka.connection(), topics, "beta", 9, 5_000)) {
      first = startOn("beta", "moved");
      side.portsAllocated(first, beta.incarnation());
      side.awaitRoute("moved");
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> side.awaitAssignment("moved").getWorkerId().equals("alpha"));
    assertThat(side.awaitAssignment("moved").getGeneration()).isEqualTo(first.getGeneration() + 1);
    await().until(() -> !side.routes().containsKey("moved"));
  }

  @Test
  void writesNoPasswordIntoTheHistory() {
    side.command(
        side.startWithOutput("leaky", "c1", "rtmp://user:hunter2@127.0.0.1/live"), "leaky");

    Transition transition = side.awaitOutcome("leaky", "c1");
    assertThat(transition.getOutcome()).contains("REJECTED");
    assertThat(transition.getDetail().orElseThrow()).startsWith("output[0].address");
    byte[] cause = transition.getCause().orElseThrow().getMessage().array();
    assertThat(new String(cause, StandardCharsets.ISO_8859_1)).doesNotContain("hunter2");
  }

  @Test
  void saysThatItIsWellAndCountsWhatItDecides() throws Exception {
    side.command(side.stop("nobody", "c1"), "nobody");
    side.awaitOutcome("nobody", "c1");
    assertThat(get("/health").body()).contains("\"controlPlane\"").contains("UP");
    assertThat(get("/prometheus").body()).contains("sluice_decisions_total{input=\"StopProcess\"");
  }

  /// Stops and starts until placement has seen the worker's heartbeat.
  private static Assignment startOn(String worker, String process) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> startAnew(process), found -> found.getWorkerId().equals(worker));
  }

  private static Assignment startAnew(String process) {
    String attempt = "c" + side.history(process).size();
    side.command(side.start(process, attempt), process);
    side.awaitOutcome(process, attempt);
    Assignment assignment = side.awaitAssignment(process);
    if (assignment.getWorkerId().equals("alpha")) {
      side.command(side.stop(process, attempt + "-stop"), process);
      side.tornDown(assignment, alpha.incarnation());
      side.awaitState(process, "STOPPED");
      await().until(() -> !side.assignments().containsKey(process));
    }
    return assignment;
  }

  private static String processWithAnotherCrcPartition() {
    for (int i = 0; i < 100; i++) {
      String process = "crc-" + i;
      if (crcPartition(process) != side.home(process)) {
        return process;
      }
    }
    throw new AssertionError("both partitioners agree on 100 keys");
  }

  /// The default partitioner of librdkafka.
  private static int crcPartition(String key) {
    CRC32 crc = new CRC32();
    crc.update(key.getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % PARTITIONS);
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return get(controlPlane, path);
  }

  private static HttpResponse<String> get(ControlPlane controlPlane, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(controlPlane.url() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static void awaitHealthy(ControlPlane controlPlane) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> get(controlPlane, "/health").statusCode() == 200);
  }

  private static Map<String, Object> properties(String instance) {
    return Map.of(
        "sluice.bootstrap",
        kafka.bootstrap(),
        "sluice.partitions",
        PARTITIONS,
        "sluice.control-plane.instance-id",
        instance,
        "sluice.control-plane.lease",
        "2s",
        "sluice.control-plane.tick",
        "200ms",
        "micronaut.server.port",
        -1);
  }
}
