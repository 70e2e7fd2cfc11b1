package io.sluice.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.peer.RecordedEvents.Disconnected;
import io.sluice.worker.peer.RecordedEvents.MediaStarted;
import io.sluice.worker.sdp.AcceptedCodecs;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.testing.LegReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AiortcRecordingIT {
  private static final int PACKETS_OF_SOME_SECONDS = 250;

  @TempDir Path folder;
  private final MediaServer server = MediaServer.start(MediaServerConfig.loopback());
  private final RecordedEvents events = new RecordedEvents();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = MediaCodec.class,
      names = {"H264", "VP8"})
  void recordsWhatAiortcPublishes(MediaCodec codec) throws Exception {
    Path recording = folder.resolve("out.mkv");
    LegPlan plan = plan(codec);
    try (IngestLegs legs = IngestLegs.open(plan);
        RecordingFfmpeg ffmpeg = record(plan, recording)) {
      await().until(ffmpeg::listens);
      legs.ffmpegListens();
      publish(codec, legs);
      legs.sendBye();
      assertThat(ffmpeg.exitCode()).isZero();
    }

    assertThat(streams(recording)).contains(codec.name().toLowerCase(Locale.ROOT), "opus");
    assertThat(decodingErrors(recording)).isEmpty();
    assertThat(server.counters().sessionsConnected()).isEqualTo(1);
    assertThat(events.of(MediaStarted.class).getFirst())
        .extracting(MediaStarted::width, MediaStarted::height)
        .containsExactly(320, 240);
  }

  @Test
  void keepsOneRecordingOverSeveralPublishers() throws Exception {
    Path recording = folder.resolve("out.mkv");
    LegPlan plan = plan(MediaCodec.VP8);
    try (IngestLegs legs = IngestLegs.open(plan);
        RecordingFfmpeg ffmpeg = record(plan, recording)) {
      await().until(ffmpeg::listens);
      legs.ffmpegListens();
      for (int i = 0; i < 3; i++) {
        publish(MediaCodec.VP8, legs);
        assertThat(ffmpeg.isAlive()).isTrue();
      }
      legs.sendBye();
      assertThat(ffmpeg.exitCode()).isZero();
    }

    assertThat(decodingErrors(recording)).isEmpty();
    assertThat(timestamps(recording, "v")).isSorted().hasSizeGreaterThan(100);
    assertThat(timestamps(recording, "a")).isSorted().hasSizeGreaterThan(200);
  }

  private void publish(MediaCodec codec, IngestLegs legs) throws Exception {
    long before = server.counters().packetsForwarded();
    int ended = events.of(Disconnected.class).size();
    try (AiortcPublisher publisher = AiortcPublisher.start(folder, codec.name())) {
      PublisherSession session =
          server.accept(
              publisher.offer(), "aiortc", AcceptedCodecs.only(legs.plan().choice()), events);
      session.switchTo(legs);
      publisher.answer(session.answerSdp());
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> server.counters().packetsForwarded() > before + PACKETS_OF_SOME_SECONDS);
    }
    await().until(() -> events.of(Disconnected.class).size() == ended + 1);
    assertThat(events.of(Disconnected.class).getLast().reason())
        .isEqualTo(DisconnectReason.CLOSED_BY_PEER);
  }

  private RecordingFfmpeg record(LegPlan plan, Path recording) throws Exception {
    return RecordingFfmpeg.start(
        folder,
        Objects.requireNonNull(plan.video()),
        Objects.requireNonNull(plan.audio()),
        recording);
  }

  private static LegPlan plan(MediaCodec codec) {
    try (LegReceiver free = LegReceiver.open()) {
      return LegPlan.adjacent(free.firstPort(), codec, 96, MediaCodec.OPUS, 111);
    }
  }

  private static String streams(Path recording) throws Exception {
    return RecordingFfmpeg.run(
        "ffprobe",
        "-v",
        "error",
        "-show_entries",
        "stream=codec_name",
        "-of",
        "csv=p=0",
        recording.toString());
  }

  /// In the recording's own milliseconds: rounded to a guessed frame rate, two frames could fall
  /// into one, which is no error of the recording.
  private static String decodingErrors(Path recording) throws Exception {
    return RecordingFfmpeg.run(
        "ffmpeg",
        "-v",
        "error",
        "-i",
        recording.toString(),
        "-fps_mode",
        "passthrough",
        "-enc_time_base",
        "1:1000",
        "-f",
        "null",
        "-");
  }

  private static List<Double> timestamps(Path recording, String stream) throws Exception {
    String said =
        RecordingFfmpeg.run(
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            stream,
            "-show_entries",
            "packet=dts_time",
            "-of",
            "csv=p=0",
            recording.toString());
    return Arrays.stream(said.split("\\s+"))
        .map(line -> line.replace(",", ""))
        .filter(line -> !line.isEmpty() && !line.equals("N/A"))
        .map(Double::valueOf)
        .toList();
  }
}
