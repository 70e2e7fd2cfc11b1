package io.sluice.standalone.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The publisher in a JVM of its own: libwebrtc is a client like any other, and what it does to its
/// JVM does not reach ours.
final class PublisherJvm implements AutoCloseable {
  private static final String ENCODER_CHATTER = "[OpenH264]";
  private static final Duration KILL_AFTER = Duration.ofSeconds(5);

  private final Process process;
  private final Thread reader;

  private PublisherJvm(Process process, Path log, PrintStream out) {
    this.process = process;
    this.reader = Thread.ofPlatform().name("publisher-output").start(() -> repeat(log, out));
  }

  /// @param main class of the command line
  /// @param arguments of its command `publish`
  /// @param log gets every line
  /// @param out gets those that a person wants
  static PublisherJvm start(String main, List<String> arguments, Path log, PrintStream out)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main,
                "publish"));
    command.addAll(arguments);
    return new PublisherJvm(
        new ProcessBuilder(command).redirectErrorStream(true).start(), log, out);
  }

  /// @return its exit code
  int await(Duration limit) throws DemoFailedException, InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new DemoFailedException("the publisher did not end within " + limit.toSeconds() + " s");
    }
    reader.join(KILL_AFTER);
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(KILL_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void repeat(Path log, PrintStream out) {
    try (BufferedReader lines = process.inputReader();
        var file = new PrintStream(Files.newOutputStream(log), true)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        file.println(line);
        if (!line.startsWith(ENCODER_CHATTER)) {
          out.println("    | " + line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
