package io.sluice.benchmarks.member;

import io.sluice.benchmarks.bare.BareClients;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.WorkerHeartbeat;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Workers that run nothing and say every 2 s, as workers do by default, that they live: evenly
/// spread over that time.
///
/// Thread: owns `beating-workers`.
public final class BeatingWorkers implements AutoCloseable {
  /// The life that each of them is in.
  public static final long INCARNATION = 1;

  /// Between two heartbeats of one worker.
  public static final Duration INTERVAL = Duration.ofSeconds(2);

  private static final int SLICES = 100;
  private static final int ROOM = 5_000;

  private final TopicCatalogue topics;
  private final int count;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicLong sequence = new AtomicLong();
  private final ScheduledExecutorService beating =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("beating-workers").factory());

  private BeatingWorkers(String bootstrap, TopicCatalogue topics, int count) {
    this.topics = topics;
    this.count = count;
    this.producer = BareClients.plainProducer(bootstrap);
  }

  /// Each of them has been heard once when this returns.
  public static BeatingWorkers start(String bootstrap, TopicCatalogue topics, int count) {
    BeatingWorkers workers = new BeatingWorkers(bootstrap, topics, count);
    for (int i = 0; i < count; i++) {
      workers.beat(i, 1);
    }
    workers.producer.flush();
    workers.beating.scheduleAtFixedRate(
        workers::beatSlice, 0, INTERVAL.dividedBy(SLICES).toMillis(), TimeUnit.MILLISECONDS);
    return workers;
  }

  /// @param number from 0
  public static WorkerId id(int number) {
    return new WorkerId("worker-" + number);
  }

  /// How many bytes one heartbeat has.
  public static int heartbeatBytes() {
    return heartbeat(0, 1).length;
  }

  private void beatSlice() {
    long slice = sequence.getAndIncrement();
    for (long i = slice % SLICES; i < count; i += SLICES) {
      beat((int) i, 2 + slice / SLICES);
    }
  }

  private void beat(int number, long beat) {
    WorkerId id = id(number);
    var _ =
        producer.send(
            new ProducerRecord<>(
                TopicCatalogue.WORKERS.name(),
                topics.partitionOf(id),
                BareClients.bytes(id.value()),
                heartbeat(number, beat)));
  }

  private static byte[] heartbeat(int number, long beat) {
    return RecordCodec.standard()
        .encode(
            WorkerHeartbeat.newBuilder()
                .setWorkerId(id(number).value())
                .setIncarnation(INCARNATION)
                .setSequence(beat)
                .setAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setState("READY")
                .setIntervalMillis((int) INTERVAL.toMillis())
                .setHttpUrl("http://10.0.%d.%d:8090".formatted(number / 250, number % 250))
                .setMediaAddresses(List.of("192.0.2.%d:8189".formatted(number % 250)))
                .setMaxProcesses(ROOM)
                .setProcesses(0)
                .setFreeLeases(ROOM)
                .setCpuLoad(0.3)
                .setMemoryLoad(0.4)
                .setFfmpegVersion("8.0")
                .setLabels(Map.of("zone", "zone-" + number % 3))
                .setFfmpegFeatures(List.of("AV1_RTP", "ENHANCED_FLV"))
                .setFfmpegMuxers(List.of("matroska", "hls", "mp4", "flv", "mpegts", "rtsp"))
                .setFfmpegEncoders(List.of("libx264", "h264", "aac", "libopus", "opus"))
                .setFfmpegProtocols(List.of("file", "rtmp", "srt", "rtmps", "tcp", "udp"))
                .build());
  }

  @Override
  public void close() {
    beating.shutdownNow();
    producer.close(Duration.ZERO);
  }
}
