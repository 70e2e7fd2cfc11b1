package io.sluice.standalone.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.standalone.cli.Sluice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a real Kafka, libwebrtc, FFmpeg and ffprobe.
class DemoIT {
  private static final Duration LENGTH = Duration.ofSeconds(5);
  private static final String DURATION = "#EXTINF:";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path root;

  @Test
  void recordsWhatIsPublishedAndDoesSoASecondTime() throws Exception {
    runOnce();
    runOnce();
  }

  private void runOnce() throws Exception {
    var said = new ByteArrayOutputStream();
    DemoFolder folder = DemoFolder.prepare(root);
    try (var demo =
        new Demo(LENGTH, folder, Sluice.class.getName(), new PrintStream(said, true, UTF_8))) {
      assertThat(demo.run()).as(said.toString(UTF_8)).isTrue();
    }
    assertThat(folder.recording()).isNotEmptyFile();
    assertThat(listedSeconds(folder.playlist()))
        .isCloseTo(LENGTH.toSeconds(), Percentage.withPercentage(20));
    assertThat(folder.kafka()).doesNotExist();
    List<String> timeline = Files.readAllLines(folder.timeline());
    for (int i = 0; i < timeline.size(); i++) {
      assertThat(JSON.readTree(timeline.get(i)).path("sequence").asInt()).isEqualTo(i + 1);
    }
    assertThat(String.join("\n", timeline))
        .contains("CommandAccepted", "PortsAllocated", "PublisherConnected", "MediaStarted")
        .contains("PublisherDisconnected", "ProcessStopped");
  }

  /// What a player takes the playlist's length for.
  private static double listedSeconds(Path playlist) throws IOException {
    return Files.readAllLines(playlist).stream()
        .filter(line -> line.startsWith(DURATION))
        .mapToDouble(line -> Double.parseDouble(line.substring(DURATION.length()).replace(",", "")))
        .sum();
  }
}
