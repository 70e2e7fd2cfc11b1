package io.sluice.worker.ffmpeg;

import java.util.List;

/// What one FFmpeg was told and what it has said so far; no secret is in it.
///
/// @param arguments its command line after the program's name
/// @param first its first lines
/// @param last its last lines after those
/// @param omitted how many stood between and are not kept
public record Said(
    List<String> arguments, List<SaidLine> first, List<SaidLine> last, long omitted) {
  public static final Said NOTHING = new Said(List.of(), List.of(), List.of(), 0);

  public Said {
    arguments = List.copyOf(arguments);
    first = List.copyOf(first);
    last = List.copyOf(last);
  }
}
