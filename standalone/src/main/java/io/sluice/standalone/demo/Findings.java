package io.sluice.standalone.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What came out of a demo, and what is missing in it.
final class Findings {
  /// How far from the time asked for a stream may be.
  private static final double TOLERANCE = 0.2;

  private static final List<String> KINDS = List.of("video", "audio");

  private final Duration asked;
  private final List<String> found = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  Findings(Duration asked) {
    this.asked = asked;
  }

  /// One line a file.
  List<String> found() {
    return List.copyOf(found);
  }

  /// One line a fault; empty when all is there.
  List<String> missing() {
    return List.copyOf(missing);
  }

  /// Looks for picture and sound of the right length.
  void addMedia(String name, Path file) throws InterruptedException {
    if (!Files.isRegularFile(file)) {
      missing.add(name + " was not written");
      return;
    }
    try {
      MediaFile media = MediaFile.probe(file);
      found.add(
          name
              + ": "
              + media.streams().stream()
                  .map(MediaStream::toString)
                  .collect(Collectors.joining(", ")));
      KINDS.forEach(kind -> addStream(name, kind, media));
    } catch (IOException e) {
      missing.add(name + ": " + e.getMessage());
    }
  }

  /// Looks for a finished playlist all of whose segments are there.
  void addPlaylist(String name, Path playlist) {
    try {
      List<String> lines = Files.readAllLines(playlist);
      List<String> segments =
          lines.stream().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
      if (segments.isEmpty()) {
        missing.add(name + " names no segment");
      }
      if (!lines.contains("#EXT-X-ENDLIST")) {
        missing.add(name + " is not finished: no #EXT-X-ENDLIST");
      }
      for (String segment : segments) {
        Path file = playlist.resolveSibling(segment);
        if (!Files.isRegularFile(file) || Files.size(file) == 0) {
          missing.add(name + ": its segment " + segment + " is missing or empty");
        }
      }
      found.add(name + ": " + segments.size() + " segments");
    } catch (IOException e) {
      missing.add(name + " cannot be read: " + e.getMessage());
    }
  }

  void addFault(String fault) {
    missing.add(fault);
  }

  void addFound(String line) {
    found.add(line);
  }

  private void addStream(String name, String kind, MediaFile media) {
    media
        .first(kind)
        .ifPresentOrElse(
            stream -> addLength(name, stream), () -> missing.add(name + " has no " + kind));
  }

  private void addLength(String name, MediaStream stream) {
    double wanted = asked.toMillis() / 1e3;
    if (stream.packets() == 0) {
      missing.add(name + ": its " + stream.kind() + " is empty");
    } else if (Math.abs(stream.seconds() - wanted) > TOLERANCE * wanted) {
      missing.add(
          String.format(
              Locale.ROOT,
              "%s: its %s lasts %.1f s, which is not within 20 %% of %.0f s",
              name,
              stream.kind(),
              stream.seconds(),
              wanted));
    }
  }
}
