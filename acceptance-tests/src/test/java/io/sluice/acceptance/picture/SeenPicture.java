package io.sluice.acceptance.picture;

import java.util.OptionalInt;

/// One decoded picture of a recording.
///
/// @param seconds its place in the recording
/// @param tick when it was drawn, as it says; empty when that cannot be read
/// @param wrongCells how many cells are not as they were drawn then
public record SeenPicture(double seconds, OptionalInt tick, int wrongCells) {
  static SeenPicture of(double seconds, boolean[] board) {
    OptionalInt tick = PictureCode.tick(board);
    int wrong =
        tick.isPresent() ? PictureCode.wrongCells(board, tick.getAsInt()) : PictureCode.CELLS;
    return new SeenPicture(seconds, tick, wrong);
  }

  public boolean isClean() {
    return wrongCells == 0;
  }
}
