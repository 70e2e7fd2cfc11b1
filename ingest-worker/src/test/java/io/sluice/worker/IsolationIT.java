package io.sluice.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.eventlog.broker.EmbeddedBroker;
import io.sluice.eventlog.follow.TopicTail;
import io.sluice.eventlog.topics.TopicAdmin;
import io.sluice.identity.ProcessId;
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
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A worker whose Kafka goes away and comes back.
class IsolationIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int PARTITIONS = 3;
  private static final RecordCodec CODEC = RecordCodec.standard();
  private static final WorkerId WORKER = new WorkerId("alone");

  private final TopicCatalogue topics = new TopicCatalogue(PARTITIONS, 1);
  private final List<SpecificRecord> facts = new CopyOnWriteArrayList<>();

  @TempDir Path temp;

  @Test
  void streamsOnWithoutKafkaStopsWhatIsToStopAndTellsItInOrderAfterwards() throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(temp.resolve("kafka"), 0);
    String bootstrap = broker.connection().bootstrap();
    int port = Integer.parseInt(bootstrap.substring(bootstrap.lastIndexOf(':') + 1));
    try {
      TopicAdmin.ensure(broker.connection(), topics);
      try (TopicTail tail = tail(broker);
          LogWriter writer = LogWriter.giveUpAfter(broker.connection(), "test", LIMIT);
          IngestWorker _ = start(bootstrap)) {
        assertThat(tail.awaitReady(LIMIT)).isTrue();
        assign(writer, "on", "CONTINUE");
        assign(writer, "off", "STOP");
        long streaming = awaitFact(FfmpegStarted.class, "on").getPid();
        long stopping = awaitFact(FfmpegStarted.class, "off").getPid();

        broker.close();
        await().atMost(LIMIT).until(() -> !isAlive(stopping));
        assertThat(isAlive(streaming)).isTrue();
        assertThat(facts).noneMatch(ProcessTornDown.class::isInstance);

        broker = EmbeddedBroker.start(temp.resolve("kafka"), port);
        assertThat(awaitFact(ProcessTornDown.class, "off").getReason()).isEqualTo("ISOLATED");
        assertThat(facts.stream().filter(fact -> isOf("off", fact)))
            .hasExactlyElementsOfTypes(
                FfmpegStarting.class,
                PortsAllocated.class,
                FfmpegStarted.class,
                FfmpegFinishing.class,
                FfmpegExited.class,
                ProcessTornDown.class);
        assertThat(isAlive(streaming)).isTrue();
      }
    } finally {
      broker.close();
    }
  }

  private TopicTail tail(EmbeddedBroker broker) {
    return TopicTail.start(
        broker.connection(), TopicCatalogue.WORKER_EVENTS.name(), fact -> keep(fact.value()));
  }

  private void keep(byte @Nullable [] fact) {
    if (fact != null) {
      CODEC.decode(fact).as(SpecificRecord.class).ifPresent(facts::add);
    }
  }

  private IngestWorker start(String bootstrap) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("sluice.bootstrap", bootstrap);
    properties.put("sluice.partitions", PARTITIONS);
    properties.put("sluice.worker.id", WORKER.value());
    properties.put("sluice.worker.out-dir", temp.resolve("out").toString());
    properties.put("sluice.worker.ports", "34200-34299");
    properties.put("sluice.worker.media-host", "127.0.0.1");
    properties.put("sluice.worker.media-port", 0);
    properties.put("sluice.worker.heartbeat", "200ms");
    properties.put("sluice.worker.isolation-limit", "3s");
    properties.put("micronaut.server.host", "127.0.0.1");
    properties.put("micronaut.server.port", -1);
    return IngestWorker.start(properties);
  }

  private void assign(LogWriter writer, String process, String isolation) {
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
            isolation,
            null);
    writer.write(
        new OutputRecord(
            TopicCatalogue.ASSIGNMENTS.name(),
            topics.partitionOf(WORKER),
            new ProcessId(process).value(),
            CODEC.encode(
                new Assignment(process, WORKER.value(), 1L, config, Instant.now(), 1L, 0L, null))));
  }

  private <T extends SpecificRecord> T awaitFact(Class<T> type, String process) {
    return await()
        .atMost(LIMIT)
        .until(
            () ->
                facts.stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .filter(fact -> isOf(process, fact))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static boolean isOf(String process, SpecificRecord fact) {
    return process.equals(fact.get(fact.getSchema().getField("processId").pos()));
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
