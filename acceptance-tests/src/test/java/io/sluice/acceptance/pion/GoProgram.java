package io.sluice.acceptance.pion;

import io.sluice.acceptance.ffmpeg.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/// Compiles a Go program against what Debian put below /usr/share/gocode; nothing is fetched.
///
/// Go finds packages with a major version in their path only for code inside a GOPATH, so the
/// sources are copied into one under `target`; compiled packages are kept there too.
final class GoProgram {
  /// From the folder of this module, and from that of the whole for benchmarks.
  private static final Path SOURCES =
      Stream.of("src/test/go", "acceptance-tests/src/test/go")
          .map(Path::of)
          .filter(Files::isDirectory)
          .findFirst()
          .orElse(Path.of("src/test/go"));

  private static final Path WORKSPACE = Path.of("target/go").toAbsolutePath();

  private GoProgram() {}

  /// Returns the executable; seconds the first time, at once when nothing has changed.
  static synchronized Path compile(String name) {
    try {
      Path sources = WORKSPACE.resolve("src/sluice").resolve(name);
      copy(SOURCES.resolve(name), sources);
      Path program = WORKSPACE.resolve("bin").resolve(name);
      Command.run(
              List.of(
                  "env",
                  "--chdir=" + sources,
                  "GO111MODULE=off",
                  "GOFLAGS=",
                  "GOPATH=" + WORKSPACE + ":/usr/share/gocode",
                  "GOCACHE=" + WORKSPACE.resolve("cache"),
                  "go",
                  "build",
                  "-o",
                  program.toString(),
                  "."))
          .outputOrFail();
      return program;
    } catch (IOException e) {
      throw new UncheckedIOException("the sources of " + name + " cannot be copied", e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> old = Files.list(to)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            to.resolve(file.getFileName()),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
