package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.fleet.Fleet;
import io.sluice.acceptance.fleet.SharedFleet;
import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.schemas.FfmpegExited;
import io.sluice.schemas.Leg;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.WhipIngest;
import io.sluice.standalone.cli.Sluice;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Looks back on what really happened: from the command line, and after all other tests of the
/// fleet.
@Order(Integer.MAX_VALUE)
@ExtendWith(SharedFleet.class)
class ReplayIT {
  private static final String FAILED = "replay-failed";
  private static final String STREAM_KEY = "acceptance-stream-key";

  @TempDir private Path folder;

  private final Fleet fleet;
  private final StringWriter said = new StringWriter();

  ReplayIT(Fleet fleet) {
    this.fleet = fleet;
  }

  @Test
  void findsNoDifferenceInAllThatTheTestsLeftBehind() {
    runAProcessWhoseOutputRefuses("replay-among-all");

    int exitCode = onKafka("replay", "--verify", "--all");

    assertThat(said.toString()).contains("No difference.").doesNotContain(" 0 transitions");
    assertThat(exitCode).isZero();
  }

  @Test
  void saysWhyAStreamEndedInOneCommandAndHandsItOnWithoutKafkaAndSecrets() throws Exception {
    runAProcessWhoseOutputRefuses(FAILED);

    assertThat(onKafka("why", FAILED)).isZero();
    assertThat(said.toString())
        .contains("FFmpeg ended by itself")
        .contains("What FFmpeg of run 1/")
        .contains("asked for it to run");
    assertThat(said.toString().lines()).allMatch(line -> line.length() <= 80);

    Path file = folder.resolve("failed.avro");
    assertThat(onKafka("export", FAILED, "-o", file.toString())).isZero();
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(STREAM_KEY);

    assertThat(run("replay", file.toString())).isZero();
    assertThat(said.toString()).contains("No difference.");
    assertThat(run("why", file.toString())).isZero();
    assertThat(said.toString()).contains("FFmpeg ended by itself").doesNotContain(STREAM_KEY);
  }

  private void runAProcessWhoseOutputRefuses(String id) {
    Leg picture =
        Leg.newBuilder()
            .setId("picture")
            .setAddress("testsrc2=size=320x180:rate=10")
            .setOptions(List.of("-re", "-f", "lavfi"))
            .build();
    // Nobody listens on the port of "discard".
    Leg output =
        Leg.newBuilder()
            .setId("live")
            .setAddress("rtmp://127.0.0.1:9/live/" + STREAM_KEY)
            .setOptions(List.of("-c:v", "flv", "-f", "flv"))
            .build();
    ProcessConfig config =
        Configs.config(
            WhipIngest.newBuilder().setEnabled(false).build(), List.of(picture), List.of(output));
    ProcessWatch process = fleet.process(id);
    fleet.commands().start(id, config);
    process.awaitFact(FfmpegExited.class);
    fleet.stop(id);
  }

  private int onKafka(String... arguments) {
    String[] all = List.of(arguments).toArray(new String[arguments.length + 2]);
    all[arguments.length] = "--bootstrap";
    all[arguments.length + 1] = fleet.bootstrap();
    return run(all);
  }

  /// What it says takes the place of what was said before.
  private int run(String... arguments) {
    said.getBuffer().setLength(0);
    PrintWriter out = new PrintWriter(said, true);
    return Sluice.run(out, out, arguments);
  }
}
