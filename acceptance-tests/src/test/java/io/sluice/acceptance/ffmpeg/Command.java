package io.sluice.acceptance.ffmpeg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One run of a program to its end.
///
/// @param exitCode of the program
/// @param output its standard output
/// @param errors its standard error
public record Command(int exitCode, String output, String errors) {
  private static final long PATIENCE_SECONDS = 120;

  /// Runs `command` and waits for it; kills it and fails when it does not end in two minutes.
  public static Command run(List<String> command) {
    try {
      return runInFiles(command);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command.getFirst(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + command.getFirst() + " ran", e);
    }
  }

  /// Files take any amount of output without a thread to drain a pipe.
  private static Command runInFiles(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("command", ".out");
    Path errors = Files.createTempFile("command", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(command + " did not end: " + read(errors));
      }
      return new Command(process.exitValue(), read(output), read(errors));
    } finally {
      process.destroyForcibly();
      Files.delete(output);
      Files.delete(errors);
    }
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /// The output of a run that succeeded; fails with its errors otherwise.
  public String outputOrFail() {
    if (exitCode != 0) {
      throw new AssertionError("exit code " + exitCode + ": " + errors);
    }
    return output;
  }
}
