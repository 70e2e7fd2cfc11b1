package io.sluice.acceptance.ffmpeg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// An HLS media playlist (RFC 8216).
///
/// @param segments as it lists them
public record Playlist(List<Segment> segments) {
  /// Other tags may stand between a segment's length and its name.
  private static final Pattern SEGMENT =
      Pattern.compile("#EXTINF:([0-9.]+),.*\\R(?:#.*\\R)*([^#].*)");

  /// @param seconds of the segment, as the playlist gives them
  /// @param file next to the playlist
  public record Segment(double seconds, Path file) {}

  public static Playlist read(Path playlist) {
    try {
      String text = Files.readString(playlist);
      return new Playlist(
          SEGMENT
              .matcher(text)
              .results()
              .map(found ->
                  new Segment(
                      Double.parseDouble(found.group(1)),
                      playlist.resolveSibling(found.group(2).strip())))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public double seconds() {
    return segments.stream().mapToDouble(Segment::seconds).sum();
  }
}
