package io.sluice.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a real ffmpeg and ffprobe.
class FindingsIT {
  private static final String PICTURE = "testsrc=size=160x120:rate=10:duration=4";
  private static final String SOUND = "sine=duration=4";

  @TempDir private Path folder;

  private final Findings findings = new Findings(Duration.ofSeconds(4));

  @Test
  void missesNothingInARecordingOfTheRightLength() throws Exception {
    Path file = made("good.mkv", PICTURE, SOUND);

    findings.addMedia("good.mkv", file);

    assertThat(findings.missing()).isEmpty();
    assertThat(findings.found()).singleElement().asString().contains("video").contains("audio");
  }

  @Test
  void missesTheSound() throws Exception {
    findings.addMedia("mute.mkv", made("mute.mkv", PICTURE));

    assertThat(findings.missing()).containsExactly("mute.mkv has no audio");
  }

  @Test
  void saysWhatIsTooShort() throws Exception {
    var longer = new Findings(Duration.ofSeconds(6));

    longer.addMedia("short.mkv", made("short.mkv", PICTURE, SOUND));

    assertThat(longer.missing()).hasSize(2).allMatch(line -> line.contains("not within 20 % of 6"));
  }

  @Test
  void saysThatAFileWasNotWritten() throws Exception {
    findings.addMedia("none.mkv", folder.resolve("none.mkv"));

    assertThat(findings.missing()).containsExactly("none.mkv was not written");
  }

  @Test
  void saysWhatFfprobeCannotRead() throws Exception {
    Path file = Files.writeString(folder.resolve("text.mkv"), "no media at all");

    findings.addMedia("text.mkv", file);

    assertThat(findings.missing()).singleElement().asString().contains("ffprobe cannot read it");
  }

  @Test
  void missesASegmentAndTheEndOfAPlaylist() throws IOException {
    Path playlist =
        Files.writeString(folder.resolve("index.m3u8"), "#EXTM3U\n#EXTINF:2.0,\nindex0.m4s\n");

    findings.addPlaylist("index.m3u8", playlist);

    assertThat(findings.missing())
        .anyMatch(line -> line.contains("#EXT-X-ENDLIST"))
        .anyMatch(line -> line.contains("index0.m4s is missing"));
  }

  private Path made(String name, String... sources) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error"));
    Arrays.stream(sources).forEach(source -> command.addAll(List.of("-f", "lavfi", "-i", source)));
    command.add(folder.resolve(name).toString());
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    return folder.resolve(name);
  }
}
