package io.sluice.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  @TempDir Path temp;
  private OutputFolder folder;
  private Path root;

  @BeforeEach
  void open() throws IOException {
    folder = OutputFolder.at(temp.resolve("new/out"));
    root = temp.resolve("new/out").toRealPath();
  }

  @Test
  void makesTheFoldersAboveAnOutput() throws IOException {
    assertThat(folder.prepare("a/b/c.mkv")).isEqualTo(root.resolve("a/b/c.mkv"));
    assertThat(root.resolve("a/b")).isDirectory();
    assertThat(root.resolve("a/b/c.mkv")).doesNotExist();
  }

  @Test
  void refusesToLeaveTheFolder() {
    for (String path : new String[] {"../x", "a/../../x", "/etc/x", "", "a/.."}) {
      assertThatThrownBy(() -> folder.prepare(path)).as(path).isInstanceOf(IOException.class);
    }
  }

  @Test
  void refusesSymbolicLinksOnTheWay() throws IOException {
    Path outside = Files.createDirectory(temp.resolve("outside"));
    Files.createSymbolicLink(root.resolve("link"), outside);

    assertThatThrownBy(() -> folder.prepare("link/x.mkv")).hasMessageContaining("symbolic link");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void refusesASymbolicLinkAsTheOutput() throws IOException {
    Path outside = temp.resolve("victim");
    Files.createSymbolicLink(root.resolve("x.mkv"), outside);

    assertThatThrownBy(() -> folder.prepare("x.mkv")).hasMessageContaining("symbolic link");
  }

  @Test
  void keepsWhatWasRecordedBefore() throws IOException {
    Path file = folder.prepare("x.mkv");
    for (String content : new String[] {"first", "second", "third"}) {
      folder.keepEarlier(file);
      Files.writeString(file, content);
    }
    assertThat(file).hasContent("third");
    assertThat(root.resolve("x.1.mkv")).hasContent("first");
    assertThat(root.resolve("x.2.mkv")).hasContent("second");
  }

  @Test
  void keepsNoEmptyFile() throws IOException {
    Path file = Files.createFile(folder.prepare("x.mkv"));

    folder.keepEarlier(file);

    assertThat(root.resolve("x.1.mkv")).doesNotExist();
  }
}
