package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// docs/commands.md shows what its example program really does, and files that exist.
class CommandsPageTest {
  private static final Path DOCS = Path.of("..", "docs");

  @Test
  void showsOnlyPythonThatTheProgramHolds() throws IOException {
    String program = Files.readString(DOCS.resolve("examples/start_process.py"));

    assertThat(found("(?s)```python\n(.*?)```"))
        .hasSize(2)
        .allSatisfy(excerpt -> assertThat(program).contains(excerpt));
  }

  @Test
  void linksOnlyToFilesThatExist() throws IOException {
    assertThat(found("\\]\\(([^)#]+)[^)]*\\)"))
        .isNotEmpty()
        .allSatisfy(link -> assertThat(DOCS.resolve(link)).exists());
  }

  private static List<String> found(String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(DOCS.resolve("commands.md")))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
