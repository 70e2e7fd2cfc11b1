package io.sluice.standalone.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Where the demo's results are. Only what a demo made is ever removed from it.
///
/// @param root exists
public record DemoFolder(Path root) {
  /// The output addresses of the process, relative to the folder.
  static final String RECORDING = "demo.mkv";

  static final String PLAYLIST = "hls/index.m3u8";

  /// Makes the folder when it is missing, and removes what an earlier demo left in it.
  public static DemoFolder prepare(Path root) throws IOException {
    var folder = new DemoFolder(Files.createDirectories(root.toAbsolutePath().normalize()));
    Files.deleteIfExists(folder.recording());
    Files.deleteIfExists(folder.timeline());
    Files.deleteIfExists(folder.log());
    Files.deleteIfExists(folder.publisherLog());
    removeTree(folder.hls());
    removeTree(folder.kafka());
    return folder;
  }

  Path recording() {
    return root.resolve(RECORDING);
  }

  Path hls() {
    return root.resolve("hls");
  }

  Path playlist() {
    return root.resolve(PLAYLIST);
  }

  Path timeline() {
    return root.resolve("timeline.jsonl");
  }

  /// What the parts of Sluice logged.
  public Path log() {
    return root.resolve("sluice.log");
  }

  /// What the publisher said.
  Path publisherLog() {
    return root.resolve("publisher.log");
  }

  /// What the demo's Kafka keeps while it runs.
  Path kafka() {
    return root.resolve("kafka");
  }

  static void removeTree(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
