package io.sluice.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.eventlog.follow.TableFollower;
import io.sluice.eventlog.follow.TopicTail;
import io.sluice.eventlog.testing.KafkaFixture;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.Assignment;
import io.sluice.schemas.FfmpegExited;
import io.sluice.schemas.FfmpegFinishing;
import io.sluice.schemas.FfmpegStarted;
import io.sluice.schemas.FfmpegStarting;
import io.sluice.schemas.Leg;
import io.sluice.schemas.PortsAllocated;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.ProcessTornDown;
import io.sluice.schemas.WhipIngest;
import io.sluice.schemas.WorkerHeartbeat;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int PARTITIONS = 3;
  private static final RecordCodec CODEC = RecordCodec.standard();

  @TempDir Path temp;
  private final KafkaFixture kafka = KafkaFixture.shared();
  private final String unique = UUID.randomUUID().toString().substring(0, 8);
  private final WorkerId workerId = new WorkerId("worker-" + unique);
  private final String process = "show-" + unique;
  private final List<SpecificRecord> facts = new CopyOnWriteArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private TopicCatalogue topics;
  private LogWriter writer;
  private TopicTail tail;
  private TableFollower<WorkerHeartbeat> heartbeats;

  @BeforeEach
  void open() throws Exception {
    topics = kafka.createTopics(PARTITIONS);
    writer = LogWriter.giveUpAfter(kafka.connection(), "test-" + unique, LIMIT);
    tail = TopicTail.start(kafka.connection(), TopicCatalogue.WORKER_EVENTS.name(), this::heard);
    heartbeats =
        TableFollower.start(
            kafka.connection(),
            TopicCatalogue.WORKERS.name(),
            CODEC.reading(WorkerHeartbeat.class),
            change -> {});
    assertThat(tail.awaitReady(LIMIT)).isTrue();
  }

  @AfterEach
  void close() {
    assign(null);
    tail.close();
    heartbeats.close();
    writer.close();
    http.close();
  }

  @Test
  void runsWhatItIsAssignedUntilTheAssignmentIsGone() throws Exception {
    try (IngestWorker worker = start()) {
      assign(assignment(4));
      PortsAllocated ports = awaitFact(PortsAllocated.class);
      FfmpegStarted started = awaitFact(FfmpegStarted.class);

      assertThat(ports.getOrigin().getGeneration()).isEqualTo(4);
      // Behind FfmpegStarting.
      assertThat(ports.getOrigin().getSequence()).isEqualTo(2);
      assertThat(started.getOrigin().getSequence()).isEqualTo(3);
      assertThat(ports.getWhipUrl()).isEqualTo(worker.url() + "/whip/" + process);
      assertThat(ProcessHandle.of(started.getPid())).isPresent();
      assertThat(get(ports.getWhipUrl()).statusCode()).isEqualTo(204);
      assertThat(offer(ports.getWhipUrl(), "application/sdp", "no offer").statusCode())
          .isEqualTo(400);
      assertThat(offer(ports.getWhipUrl(), "text/plain", "v=0").statusCode()).isEqualTo(415);
      HttpResponse<String> fromElsewhere =
          http.send(
              HttpRequest.newBuilder(URI.create(ports.getWhipUrl()))
                  .header("Origin", "https://studio.example")
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(fromElsewhere.statusCode()).isEqualTo(204);
      assertThat(fromElsewhere.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
      assertThat(get(worker.url() + "/prometheus").body())
          .contains("sluice_processes 1.0", "sluice_ports_leases 1.0");
      assertThat(get(worker.url() + "/health").body()).contains("\"kafka\":\"connected\"");

      assign(null);
      ProcessTornDown tornDown = awaitFact(ProcessTornDown.class);

      assertThat(tornDown.getReason()).isEqualTo("ASSIGNMENT_GONE");
      assertThat(tornDown.getForced()).isFalse();
      assertThat(facts)
          .hasExactlyElementsOfTypes(
              FfmpegStarting.class,
              PortsAllocated.class,
              FfmpegStarted.class,
              FfmpegFinishing.class,
              FfmpegExited.class,
              ProcessTornDown.class);
      assertThat(ProcessHandle.of(started.getPid()).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(get(ports.getWhipUrl()).statusCode()).isEqualTo(404);
      assertThat(get(worker.url() + "/prometheus").body())
          .contains("sluice_processes 0.0", "sluice_ports_leases 0.0");
    }
  }

  @Test
  void takesItsAssignmentsUpAgainInANewLife() throws Exception {
    long first;
    try (IngestWorker _ = start()) {
      assign(assignment(1));
      first = awaitFact(PortsAllocated.class).getOrigin().getIncarnation();
    }
    assertThat(awaitFact(ProcessTornDown.class).getReason()).isEqualTo("WORKER_SHUTDOWN");
    await().atMost(LIMIT).untilAsserted(() -> assertThat(state()).isEqualTo("GONE"));
    facts.clear();

    try (IngestWorker _ = start()) {
      PortsAllocated again = awaitFact(PortsAllocated.class);

      assertThat(again.getOrigin().getIncarnation()).isGreaterThan(first);
      assertThat(again.getOrigin().getSequence()).isEqualTo(2);
      await().atMost(LIMIT).untilAsserted(() -> assertThat(state()).isEqualTo("READY"));
    }
  }

  @Test
  void retiresOnceWhatItHoldsHasGoneElsewhere() throws Exception {
    IngestWorker worker = start(Map.of("sluice.worker.drain-limit", "1h"));
    assign(assignment(1));
    awaitFact(FfmpegStarted.class);

    Thread retiring = Thread.ofPlatform().name("retiring").start(worker::retire);
    await().atMost(LIMIT).untilAsserted(() -> assertThat(state()).isEqualTo("DRAINING"));
    assertThat(worker.ended()).isNotDone();
    assertThat(facts).noneMatch(ProcessTornDown.class::isInstance);
    assign(null);

    worker.ended().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    retiring.join(LIMIT);
    assertThat(awaitFact(ProcessTornDown.class).getReason()).isEqualTo("ASSIGNMENT_GONE");
    await().atMost(LIMIT).untilAsserted(() -> assertThat(state()).isEqualTo("GONE"));
  }

  @Test
  void retiresAtOnceWhenItHoldsNothing() throws Exception {
    IngestWorker worker = start(Map.of("sluice.worker.drain-limit", "1h"));

    worker.retire();

    assertThat(worker.ended()).isDone();
  }

  @Test
  void endsWhenAnotherWorkerTakesItsName() throws Exception {
    try (IngestWorker first = start()) {
      assign(assignment(1));
      awaitFact(FfmpegStarted.class);
      try (IngestWorker second = start()) {
        first.ended().get(LIMIT.toSeconds(), TimeUnit.SECONDS);

        assertThat(second.ended()).isNotDone();
        await().atMost(LIMIT).untilAsserted(() -> assertThat(state()).isEqualTo("READY"));
      }
    }
  }

  @Test
  void leavesNothingWhenItsHttpPortIsTaken() throws Exception {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    InetSocketAddress media;
    try (DatagramSocket probe = new DatagramSocket(anyPort)) {
      media = (InetSocketAddress) probe.getLocalSocketAddress();
    }
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(anyPort);

      assertThatThrownBy(() ->
              start(
                  Map.of(
                      "micronaut.server.port", taken.getLocalPort(),
                      "sluice.worker.media-port", media.getPort())))
          .isInstanceOf(RuntimeException.class);
    }
    try (DatagramSocket again = new DatagramSocket(media)) {
      assertThat(again.isBound()).isTrue();
    }
  }

  @Test
  void saysWhatIsMissingWhenThereIsNoFfmpeg() {
    assertThatThrownBy(() -> start(Map.of("sluice.worker.ffmpeg", "no-such-ffmpeg")))
        .hasMessageContaining("sluice.worker.ffmpeg");
  }

  private IngestWorker start() {
    return start(Map.of());
  }

  private IngestWorker start(Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("sluice.bootstrap", kafka.bootstrap());
    properties.put("sluice.partitions", PARTITIONS);
    properties.put("sluice.worker.id", workerId.value());
    properties.put("sluice.worker.out-dir", temp.toString());
    properties.put("sluice.worker.ports", "34000-34199");
    properties.put("sluice.worker.media-host", "127.0.0.1");
    properties.put("sluice.worker.media-port", 0);
    properties.put("sluice.worker.heartbeat", "200ms");
    properties.put("micronaut.server.host", "127.0.0.1");
    properties.put("micronaut.server.port", -1);
    properties.putAll(more);
    return IngestWorker.start(properties);
  }

  private Assignment assignment(long generation) {
    ProcessConfig config =
        new ProcessConfig(
            "",
            new WhipIngest(
                true, List.of("H264"), List.of("OPUS"), 96, 111, null, "EAGER", false, "CONTINUE"),
            List.of(),
            List.of(new Leg("out", process + ".mkv", List.of())),
            List.of(),
            Map.of(),
            null,
            "",
            null);
    return new Assignment(
        process, workerId.value(), generation, config, Instant.now(), 1L, 0L, null);
  }

  private void assign(@Nullable Assignment assignment) {
    writer.write(
        new OutputRecord(
            TopicCatalogue.ASSIGNMENTS.name(),
            topics.partitionOf(workerId),
            process,
            assignment == null ? null : CODEC.encode(assignment)));
  }

  private void heard(InputRecord record) {
    byte[] value = record.value();
    if (process.equals(record.key()) && value != null) {
      CODEC.decode(value).as(SpecificRecord.class).ifPresent(facts::add);
    }
  }

  private <T extends SpecificRecord> T awaitFact(Class<T> type) {
    return await()
        .atMost(LIMIT)
        .until(
            () -> facts.stream().filter(type::isInstance).map(type::cast).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private String state() {
    return heartbeats.get(workerId.value()).orElseThrow().getState();
  }

  private HttpResponse<String> get(String url) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> offer(String url, String type, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(url))
            .timeout(LIMIT)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
