package io.sluice.worker.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanUpTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  @TempDir Path temp;
  private Path out;

  @BeforeEach
  void fill() throws IOException {
    out = Files.createDirectories(temp.resolve("out"));
    for (int hours = 1; hours <= 5; hours++) {
      write(out.resolve("rec/show." + hours + ".mkv"), hours);
      write(out.resolve("rec/old/show." + hours + ".mkv"), hours);
    }
    write(out.resolve("rec/notes.txt"), 9);
  }

  @Test
  void keepsTheNewest() throws IOException {
    assertThat(sweep("rec/*.mkv files=2")).isEqualTo(3);

    assertThat(out.resolve("rec")).isDirectoryContaining("glob:**/show.{1,2}.mkv");
    assertThat(out.resolve("rec/show.3.mkv")).doesNotExist();
    assertThat(out.resolve("rec/notes.txt")).exists();
    assertThat(out.resolve("rec/old/show.5.mkv")).exists();
  }

  @Test
  void deletesWhatIsTooOld() throws IOException {
    assertThat(sweep("**.mkv age=150m")).isEqualTo(6);

    assertThat(out.resolve("rec/show.2.mkv")).exists();
    assertThat(out.resolve("rec/show.3.mkv")).doesNotExist();
    assertThat(out.resolve("rec/old/show.3.mkv")).doesNotExist();
  }

  @Test
  void touchesNothingOutsideTheFolderAndNoLinks() throws IOException {
    Path outside = temp.resolve("outside");
    write(outside.resolve("precious.mkv"), 100);
    Files.createSymbolicLink(out.resolve("linked"), outside);
    Files.createSymbolicLink(out.resolve("precious.mkv"), outside.resolve("precious.mkv"));

    assertThat(sweep("** files=0")).isEqualTo(11);

    assertThat(outside.resolve("precious.mkv")).exists();
    assertThat(out.resolve("precious.mkv")).isSymbolicLink();
    assertThat(sweep("../outside/* files=0")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rec/*", "rec/* files=-1", "rec/* age=3", "files=3", "a b files=3"})
  void refusesWhatIsNoRule(String text) {
    assertThatThrownBy(() -> new CleanUp(out, List.of(text), () -> NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  private int sweep(String rule) throws IOException {
    try (CleanUp cleanUp = new CleanUp(out, List.of(rule), () -> NOW)) {
      return cleanUp.sweep();
    }
  }

  private static void write(Path file, int hoursAgo) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofHours(hoursAgo))));
  }
}
