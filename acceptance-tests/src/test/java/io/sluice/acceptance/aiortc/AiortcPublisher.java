package io.sluice.acceptance.aiortc;

import io.sluice.acceptance.program.Place;
import io.sluice.acceptance.program.RunningProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Starts aiortc publishing a film in real time, decoded and encoded again: it does not trickle,
/// and each section of its one BUNDLE carries credentials of its own.
public final class AiortcPublisher {
  private AiortcPublisher() {}

  /// @param codec `H264` or `VP8`
  public static RunningProgram start(Place place, String url, String codec, Path film) {
    return RunningProgram.start(
        "aiortc", place, List.of("/usr/bin/python3", program(), url, codec, film.toString()));
  }

  private static String program() {
    try (InputStream text = AiortcPublisher.class.getResourceAsStream("aiortc_publisher.py")) {
      Path program = Files.createTempFile("aiortc", ".py");
      program.toFile().deleteOnExit();
      Files.write(program, Objects.requireNonNull(text, "aiortc_publisher.py").readAllBytes());
      return program.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
