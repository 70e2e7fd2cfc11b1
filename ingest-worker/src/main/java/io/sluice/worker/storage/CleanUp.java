package io.sluice.worker.storage;

import io.sluice.worker.storage.CleanUpRule.Found;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes what the rules say, below the output folder alone: links are neither followed nor
/// touched.
///
/// Thread: owns `clean-up`.
public final class CleanUp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CleanUp.class);

  private final Path root;
  private final List<CleanUpRule> rules;
  private final InstantSource clock;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("clean-up").factory());

  /// @param rules each as `PATTERN files=NUMBER age=NUMBER` and a unit
  /// @throws IllegalArgumentException says what is wrong with a rule
  public CleanUp(Path root, List<String> rules, InstantSource clock) {
    this.root = root;
    this.rules = rules.stream().map(CleanUpRule::parse).toList();
    this.clock = clock;
  }

  /// Sweeps from now on.
  public void start(Duration interval) {
    if (!rules.isEmpty()) {
      var _ =
          executor.scheduleWithFixedDelay(
              this::sweepOrSayWhyNot, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /// @return how many files are gone
  int sweep() throws IOException {
    List<Found> found = found();
    Set<String> gone = new LinkedHashSet<>();
    rules.forEach(rule -> gone.addAll(rule.tooMuch(found, clock.instant())));
    for (String path : gone) {
      Files.deleteIfExists(root.resolve(path));
    }
    return gone.size();
  }

  private void sweepOrSayWhyNot() {
    try {
      int gone = sweep();
      if (gone > 0) {
        LOG.atInfo().addKeyValue("files", gone).log("old files deleted");
      }
    } catch (IOException | RuntimeException e) {
      // The next sweep tries again; without this it would be the last.
      LOG.atWarn().addKeyValue("reason", e.toString()).log("old files could not be deleted");
    }
  }

  /// The walk follows no links, so that nothing outside is ever met.
  private List<Found> found() throws IOException {
    List<Found> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              found.add(
                  new Found(
                      root.relativize(file).toString(), attributes.lastModifiedTime().toInstant()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            // FFmpeg deletes segments under the walk.
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
