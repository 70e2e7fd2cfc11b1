package io.sluice.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.standalone.cli.terminal.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SluiceTest {
  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "up",
        "publish",
        "start",
        "stop",
        "restart",
        "update",
        "release",
        "list",
        "report",
        "history",
        "state",
        "why",
        "diff",
        "fleet",
        "tail",
        "replay",
        "export",
        "control-plane",
        "worker"
      })
  void explainsEachCommandWithinEightyColumns(String command) {
    assertThat(run(command, "--help")).isEqualTo(ExitCode.DONE);

    assertThat(said.toString())
        .contains("Usage: sluice " + command)
        .contains("Exit code:")
        .satisfies(help -> assertThat(help.lines()).allMatch(line -> line.length() <= 80));
    assertThat(complained.toString()).isEmpty();
  }

  @Test
  void listsTheCommandsWhenNoneIsGiven() {
    assertThat(run()).isEqualTo(ExitCode.USAGE);
    assertThat(complained.toString()).contains("demo").contains("publish");
  }

  @Test
  void refusesSeveralPublishersForOneProcess() {
    assertThat(run("publish", "http://127.0.0.1/whip/demo", "--count", "2"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(complained.toString()).contains("{n}");
  }

  @Test
  void refusesWhatIsNoUrl() {
    assertThat(run("publish", "demo")).isEqualTo(ExitCode.USAGE);
    assertThat(complained.toString()).contains("not a URL of http or https: demo");
  }

  @Test
  void refusesAPortThatIsNone() {
    assertThat(run("up", "--port", "70000", "--data", folder.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(complained.toString()).contains("--port must be 1 to 65535");
  }

  @Test
  void refusesAnIdThatIsNone() {
    assertThat(run("stop", "a b")).isEqualTo(ExitCode.USAGE);
    assertThat(complained.toString()).contains("character 2");
  }

  @Test
  void namesTheFieldOfAFileThatIsWrong() throws Exception {
    Path file = Files.writeString(folder.resolve("p.json"), "{\"id\":\"a\",\"colour\":\"red\"}");

    assertThat(run("start", file.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(complained.toString()).contains("p.json").contains("colour");
  }

  @Test
  void saysThatAFileIsNotThere() {
    assertThat(run("start", folder.resolve("none.json").toString())).isEqualTo(ExitCode.USAGE);
    assertThat(complained.toString()).contains("there is no file");
  }

  private int run(String... arguments) {
    return Sluice.commandLine()
        .setOut(new PrintWriter(said, true))
        .setErr(new PrintWriter(complained, true))
        .execute(arguments);
  }
}
