package io.sluice.worker.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.identity.ProcessId;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import io.sluice.process.rules.JobNames;
import io.sluice.worker.ffmpeg.OutputFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewTest {
  @TempDir Path temp;
  private Path out;
  private Preview preview;

  @BeforeEach
  void open() throws IOException {
    out = Files.createDirectories(temp.resolve("out"));
    FfmpegLeg file = new FfmpegLeg("file", "{processid}/show.mkv", List.of());
    FfmpegLeg usual = new FfmpegLeg("hls", "{processid}/live.m3u8", List.of());
    FfmpegLeg named =
        new FfmpegLeg("hls", "live.M3U8", List.of("-hls_segment_filename", "{outputid}.%05d.ts"));
    Map<String, FfmpegJob> jobs =
        Map.of(
            "camera",
            job("camera", file, usual),
            "named",
            job("named", named),
            "plain",
            job("plain", file));
    preview =
        new Preview(
            OutputFolder.at(out), (ProcessId id) -> Optional.ofNullable(jobs.get(id.value())));
    write("camera/live.m3u8");
    write("camera/live12.ts");
    write("camera/init.mp4");
    write("camera/show.mkv");
    write("camera/other.m3u8");
    write("camera/other1.ts");
    write("live.M3U8");
    write("hls.00001.ts");
    write("hlsx00001.ts");
    Files.writeString(temp.resolve("secret.ts"), "secret");
    Files.createSymbolicLink(out.resolve("camera/live99.ts"), temp.resolve("secret.ts"));
  }

  @Test
  void showsThePlaylistWithAndWithoutItsName() throws IOException {
    assertThat(content("camera", "")).contains("camera/live.m3u8");
    assertThat(content("camera", "live.m3u8")).contains("camera/live.m3u8");
    assertThat(content("named", "")).contains("live.M3U8");
  }

  @Test
  void letsPlayersKeepSegmentsAlone() throws IOException {
    assertThat(preview.find("camera", "live12.ts"))
        .hasValueSatisfying(segment -> {
          assertThat(segment.lasting()).isTrue();
          assertThat(segment.mediaType()).isEqualTo("video/mp2t");
        });
    assertThat(preview.find("camera", ""))
        .hasValueSatisfying(playlist -> {
          assertThat(playlist.lasting()).isFalse();
          assertThat(playlist.mediaType()).isEqualTo("application/vnd.apple.mpegurl");
        });
    assertThat(preview.find("camera", "init.mp4"))
        .hasValueSatisfying(beginning -> assertThat(beginning.lasting()).isFalse());
  }

  @Test
  void knowsSegmentsByTheNamesThatTheProcessGivesThem() throws IOException {
    assertThat(content("named", "hls.00001.ts")).contains("hls.00001.ts");
    assertThat(content("named", "hlsx00001.ts")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show.mkv",
        "other.m3u8",
        "other1.ts",
        "live13.ts",
        "live99.ts",
        "..",
        ".",
        "../live.M3U8",
        "../../secret.ts",
        "/etc/passwd",
        "live12.ts/../show.mkv",
        "live12.ts\u0000",
        "camera/live12.ts"
      })
  void showsNothingElse(String name) throws IOException {
    assertThat(content("camera", name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "unknown", "..", "", "a/b", "camera/../named"})
  void showsNothingOfAProcessThatHasNoPlaylistOrIsNotHere(String processId) throws IOException {
    assertThat(content(processId, "")).isEmpty();
  }

  private Optional<String> content(String processId, String name) throws IOException {
    return preview
        .find(processId, name)
        .map(shown -> new String(shown.content(), StandardCharsets.UTF_8));
  }

  private void write(String relative) throws IOException {
    Path file = out.resolve(relative);
    Files.createDirectories(file.getParent());
    Files.writeString(file, relative);
  }

  private static FfmpegJob job(String id, FfmpegLeg... outputs) {
    return new FfmpegJob(List.of(), List.of(), List.of(outputs), new JobNames(id, ""));
  }
}
