package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.fleet.FragileFleet;
import io.sluice.acceptance.http.HttpCalls;
import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.schemas.Candidate;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process goes only to a worker whose FFmpeg can run it, and says what it waits for.
class CapabilitiesIT {
  private final HttpCalls http = HttpCalls.staying();

  @Test
  void waitsForAWorkerWhoseFfmpegHasTheMuxer(@TempDir Path folder) throws IOException {
    try (FragileFleet fleet = new FragileFleet(folder, Duration.ofSeconds(6))) {
      fleet.startControlPlane();
      fleet.startWorker("unable", Map.of("sluice.worker.ffmpeg", withoutMpegts(folder)));
      fleet.commands().start("to-matroska", Configs.withoutWhip("a.mkv"));
      fleet.process("to-matroska").awaitState("ACTIVE");
      ProcessWatch process = fleet.process("to-mpegts");

      fleet.commands().start("to-mpegts", Configs.withoutWhip("a.ts"));
      ProcessSnapshot waiting = process.awaitState("WAITING");
      String shown = http.awaitOk(fleet.apiUrl("/api/v1/processes/to-mpegts")).body();
      String workers = http.awaitOk(fleet.apiUrl("/api/v1/workers")).body();
      fleet.startWorker("able");
      ProcessSnapshot running = process.awaitState("ACTIVE");

      assertThat(waiting.getReason()).isEqualTo("NO_CAPABLE_FFMPEG");
      assertThat(waiting.getDetail())
          .isEqualTo("none of 1 worker fits: 1 whose FFmpeg lacks muxer mpegts");
      assertThat(process.history().getFirst().getSurvey())
          .hasValueSatisfying(survey ->
              assertThat(survey.getLacking()).containsExactly(Map.entry("muxer mpegts", 1)));
      assertThat(shown).contains("\"state\":\"WAITING\"", waiting.getDetail());
      assertThat(workers)
          .contains("\"ffmpegVersion\":\"", "\"matroska\"", "\"libx264\"", "\"srt\"")
          .doesNotContain("\"mpegts\"");
      assertThat(running.getWorkerId()).contains("able");
      assertThat(placed(process).getCandidates())
          .singleElement()
          .extracting(Candidate::getWorkerId, Candidate::getFfmpegFeatures)
          .containsExactly("able", List.of("muxer mpegts"));
    }
  }

  private static Transition placed(ProcessWatch process) {
    return process.history().stream()
        .filter(t -> !t.getCandidates().isEmpty())
        .findFirst()
        .orElseThrow();
  }

  /// An FFmpeg that does not tell of MPEG-TS, as one that was built without it.
  private static String withoutMpegts(Path folder) throws IOException {
    Path script = folder.resolve("ffmpeg");
    Files.writeString(
        script,
        """
        #!/bin/sh
        case "$*" in
          *-muxers*) ffmpeg "$@" | grep -v ' mpegts ' ;;
          *) exec ffmpeg "$@" ;;
        esac
        """);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script.toString();
  }
}
