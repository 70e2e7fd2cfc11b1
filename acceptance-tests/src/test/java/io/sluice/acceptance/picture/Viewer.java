package io.sluice.acceptance.picture;

import io.sluice.acceptance.ffmpeg.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Decodes the pictures of a recording as a player does, broken ones included, and reads them.
public final class Viewer {
  /// Each cell becomes 8 by 8 pixels, whatever the picture's size.
  private static final int CELL = 8;

  private static final int WIDTH = PictureCode.COLUMNS * CELL;
  private static final int HEIGHT = PictureCode.ROWS * CELL;
  private static final int MIDDLE_GREY = 126;

  private Viewer() {}

  /// Every picture of `recording` in the order in which they are shown.
  public static List<SeenPicture> view(Path recording) {
    try {
      Path folder = Files.createTempDirectory("viewer");
      Path raw = folder.resolve("pictures");
      Path times = folder.resolve("times");
      try {
        decode(recording, raw, times);
        return read(Files.readAllBytes(raw), seconds(Files.readAllLines(times)));
      } finally {
        Files.deleteIfExists(raw);
        Files.deleteIfExists(times);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the recording cannot be viewed", e);
    }
  }

  private static void decode(Path recording, Path raw, Path times) {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-y", "-v", "error", "-nostdin"));
    command.addAll(List.of("-i", recording.toString(), "-filter_complex"));
    command.add("[0:v]scale=" + WIDTH + ":" + HEIGHT + ":flags=area,format=gray,split[a][b]");
    List<String> asItComes = List.of("-fps_mode", "passthrough", "-enc_time_base", "1:1000");
    command.addAll(List.of("-map", "[a]"));
    command.addAll(asItComes);
    command.addAll(List.of("-c:v", "rawvideo", "-f", "rawvideo", raw.toString(), "-map", "[b]"));
    command.addAll(asItComes);
    command.addAll(List.of("-c:v", "rawvideo", "-f", "framecrc", times.toString()));
    Command.run(command); // a broken picture is an error here, and what the caller wants to see
  }

  /// From lines such as `0, 33, 33, 1, 9216, 0x5c2a…`, the third being in ms.
  private static List<Double> seconds(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> Integer.parseInt(line.split(",")[2].strip()) / 1000.0)
        .toList();
  }

  private static List<SeenPicture> read(byte[] raw, List<Double> seconds) {
    List<SeenPicture> pictures = new ArrayList<>();
    for (int i = 0; i < seconds.size(); i++) {
      pictures.add(SeenPicture.of(seconds.get(i), board(raw, i * WIDTH * HEIGHT)));
    }
    return List.copyOf(pictures);
  }

  private static boolean[] board(byte[] raw, int from) {
    boolean[] board = new boolean[PictureCode.CELLS];
    for (int cell = 0; cell < board.length; cell++) {
      int left = cell % PictureCode.COLUMNS * CELL;
      int top = cell / PictureCode.COLUMNS * CELL;
      board[cell] = brightness(raw, from + top * WIDTH + left) > MIDDLE_GREY;
    }
    return board;
  }

  /// Of the middle of a cell: its edge is not part of the code.
  private static int brightness(byte[] raw, int corner) {
    int sum = 0;
    for (int row = 2; row < CELL - 2; row++) {
      for (int column = 2; column < CELL - 2; column++) {
        sum += raw[corner + row * WIDTH + column] & 0xff;
      }
    }
    return sum / ((CELL - 4) * (CELL - 4));
  }
}
