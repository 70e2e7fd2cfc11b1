package io.sluice.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {
  @TempDir private Path root;

  @Test
  void removesWhatAnEarlierDemoMadeAndNothingElse() throws IOException {
    DemoFolder folder = DemoFolder.prepare(root);
    Files.createDirectories(folder.hls().resolve("deep"));
    Files.writeString(folder.hls().resolve("deep/index0.m4s"), "x");
    Files.writeString(folder.recording(), "x");
    Files.writeString(folder.timeline(), "x");
    Path mine = Files.writeString(root.resolve("holiday.mkv"), "x");

    DemoFolder.prepare(root);

    assertThat(root).isDirectoryContaining(mine::equals);
    assertThat(folder.recording()).doesNotExist();
    assertThat(folder.timeline()).doesNotExist();
    assertThat(folder.hls()).doesNotExist();
  }

  @Test
  void makesAFolderThatIsMissing() throws IOException {
    DemoFolder.prepare(root.resolve("a/b"));

    assertThat(root.resolve("a/b")).isDirectory();
  }
}
