package io.sluice.controlplane.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.process.Rejection;
import io.sluice.controlplane.views.ProcessStatus;
import io.sluice.controlplane.views.ProcessView;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.ProcessConfig;
import io.sluice.whip.WhipRefusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Holds `docs/http-api.md` to what the API does.
class HttpApiDocTest {
  private static final Pattern JSON_BLOCK = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

  private final String page = read(Path.of("..", "docs", "http-api.md"));
  private final List<String> examples =
      JSON_BLOCK.matcher(page).results().map(match -> match.group(1)).toList();

  @Test
  void itsRequestIsTaken() {
    NewProcess process = NewProcess.read(examples.get(0).getBytes(StandardCharsets.UTF_8));

    assertThat(process.id()).isEqualTo(new ProcessId("demo"));
    ProcessConfig config = process.config();
    assertThat(config.getWhipIngest().getBearerTokenSha256()).isPresent();
    assertThat(config.getOutput().getFirst().getAddress()).isEqualTo("demo.mkv");
  }

  @Test
  void itsResponseIsWhatTheApiWrites() {
    var process =
        new ProcessView(
            new ProcessId("demo"),
            1,
            Instant.parse("2026-01-01T12:00:00Z"),
            ProcessStatus.ASSIGNED,
            new ProcessView.Config(
                "room-7",
                new ProcessView.WhipIngest(
                    true,
                    List.of("H264"),
                    List.of("OPUS"),
                    96,
                    111,
                    true,
                    "EAGER",
                    false,
                    "CONTINUE"),
                List.of(),
                List.of(new ProcessView.Leg("file", "demo.mkv", List.of("-c", "copy"))),
                List.of(),
                Map.of("title", "A demo"),
                new ProcessView.Placement(Map.of("zone", "a"), Map.of("disk", "ssd"), "SPREAD"),
                "CONTINUE",
                new ProcessView.Supervision(
                    true, 500, 30_000, 20_000, 30_000, 0, 512, 5_000, 10, 600_000, false)),
            1,
            "worker-1",
            null,
            0,
            null,
            null,
            null,
            false,
            "",
            "",
            false,
            1,
            "FINISHED",
            List.of());

    String written = Json.write(out -> ProcessJson.write(out, process));

    assertThat(JsonReader.read(written.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(JsonReader.read(examples.get(1).getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void itNamesEveryRefusalOfTheDeciderAndOfTheGateway() {
    // The API writes key, id and command id itself, so these never come of a request.
    var fromElsewhere = EnumSet.of(Rejection.KEY_MISMATCH, Rejection.INVALID_COMMAND_ID);

    assertThat(EnumSet.complementOf(fromElsewhere))
        .allSatisfy(rejection -> assertThat(page).contains("`" + rejection.name() + "`"));
    assertThat(
            EnumSet.of(
                WhipRefusal.UNKNOWN_PROCESS,
                WhipRefusal.UNKNOWN_SESSION,
                WhipRefusal.NOT_READY,
                WhipRefusal.OWNER_FAILED,
                WhipRefusal.OWNER_UNREACHABLE,
                WhipRefusal.OWNER_TOO_SLOW))
        .allSatisfy(refusal ->
            assertThat(page).contains("| " + refusal.status() + " | `" + refusal.name() + "`"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError("the page is not where it should be: " + file, e);
    }
  }
}
