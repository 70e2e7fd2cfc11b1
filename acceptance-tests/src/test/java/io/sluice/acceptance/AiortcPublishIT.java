package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.ffmpeg.Command;
import io.sluice.acceptance.ffmpeg.Recording;
import io.sluice.acceptance.fleet.Fleet;
import io.sluice.acceptance.fleet.SharedFleet;
import io.sluice.acceptance.log.Configs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// aiortc, a third WebRTC implementation, publishes: without trickle, and with one BUNDLE whose
/// sections each carry credentials of their own.
@ExtendWith(SharedFleet.class)
class AiortcPublishIT {
  private final Fleet fleet;

  AiortcPublishIT(Fleet fleet) {
    this.fleet = fleet;
  }

  @ParameterizedTest
  @CsvSource({"H264, h264", "VP8, vp8"})
  void recordsWhatAiortcPublishes(String codec, String recordedAs, @TempDir Path folder)
      throws IOException {
    String id = "aiortc-" + recordedAs;
    fleet.commands().start(id, Configs.recording(codec, id + ".mkv"));
    fleet.process(id).awaitRoute();

    Command publish =
        Command.run(List.of("/usr/bin/python3", program(folder), fleet.whipUrl(id), "5", codec));
    fleet.stop(id);

    assertThat(publish.outputOrFail()).contains("connected").contains("deleted 200");
    Recording.of(fleet.output(id + ".mkv")).isWhole(recordedAs, 3).isInStep(1);
  }

  private static String program(Path folder) throws IOException {
    Path program = folder.resolve("publisher.py");
    try (InputStream text = AiortcPublishIT.class.getResourceAsStream("aiortc_publisher.py")) {
      Files.write(program, Objects.requireNonNull(text, "aiortc_publisher.py").readAllBytes());
    }
    return program.toString();
  }
}
