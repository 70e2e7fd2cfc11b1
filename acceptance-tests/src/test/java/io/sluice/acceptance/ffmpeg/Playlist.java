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
/// @param isEnded whether players are told that no more will come
public record Playlist(List<Segment> segments, boolean isEnded) {
  /// Other tags may stand between a segment's length and its name.
  private static final Pattern SEGMENT =
      Pattern.compile("(#EXT-X-DISCONTINUITY\\R)?#EXTINF:([0-9.]+),.*\\R(?:#.*\\R)*([^#].*)");

  /// @param isDiscontinuous other codecs, sizes or times than the segment before, RFC 8216 §4.3.2.3
  /// @param seconds of the segment, as the playlist gives them
  /// @param file next to the playlist
  public record Segment(boolean isDiscontinuous, double seconds, Path file) {}

  public static Playlist read(Path playlist) {
    try {
      String text = Files.readString(playlist);
      return new Playlist(
          SEGMENT
              .matcher(text)
              .results()
              .map(found ->
                  new Segment(
                      found.group(1) != null,
                      Double.parseDouble(found.group(2)),
                      playlist.resolveSibling(found.group(3).strip())))
              .toList(),
          text.contains("#EXT-X-ENDLIST"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public double seconds() {
    return segments.stream().mapToDouble(Segment::seconds).sum();
  }
}
