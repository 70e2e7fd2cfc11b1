package io.sluice.acceptance.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/// A program that runs beside the test and tells, a line each, what happens to it. It ends itself
/// in order on SIGTERM.
public final class RunningProgram implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String name;
  private final Process process;
  private final Thread reader;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private RunningProgram(String name, Process process) {
    this.name = name;
    this.process = process;
    reader = Thread.ofPlatform().name(name + "-output").daemon().start(this::read);
  }

  public static RunningProgram start(String name, Place place, List<String> command) {
    try {
      return new RunningProgram(
          name, new ProcessBuilder(place.put(command)).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  private void read() {
    try (BufferedReader output = process.inputReader()) {
      output.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add("its output broke off: " + e);
    }
  }

  /// All that it said so far.
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /// Waits until it has said a line that contains `words`; fails at once when it ends before.
  public String await(String words) {
    try {
      return Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .failFast(() -> {
            if (!process.isAlive() && !reader.isAlive() && said(words).isEmpty()) {
              throw new AssertionError(name + " ended without '" + words + "': " + lines);
            }
          })
          .until(() -> said(words), Optional::isPresent)
          .orElseThrow();
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(name + " does not say '" + words + "': " + lines, e);
    }
  }

  private Optional<String> said(String words) {
    return lines.stream().filter(line -> line.contains(words)).findFirst();
  }

  /// Asks it to end, and waits until it has.
  public int end() {
    process.toHandle().destroy(); // Process.destroy would also close its output before it is read
    return awaitEnd();
  }

  /// Waits until it has ended by itself; gives its exit code.
  public int awaitEnd() {
    try {
      if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        reader.join(PATIENCE);
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException(name + " did not end: " + lines);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
