package io.sluice.acceptance.picture;

import java.time.LocalTime;
import java.util.OptionalInt;

/// What a coded picture shows: a board of black and white cells, every one of them a function of
/// the moment at which it was drawn.
///
/// The two upper rows spell that moment and a checksum. Each cell below changes once a second, at a
/// hundredth of its own, to a colour that nobody can guess: a picture that was predicted from a
/// lost one, or that holds a part of an older one, has wrong cells. `publisher.html` has a twin of
/// this.
public final class PictureCode {
  public static final int COLUMNS = 16;
  public static final int ROWS = 9;
  static final int CELLS = COLUMNS * ROWS;

  /// Moments are counted in hundredths of a second.
  public static final int TICKS_PER_SECOND = 100;

  private static final int TICK_BITS = 24;
  private static final int CHECK_BITS = 8;
  private static final int CODE_BITS = TICK_BITS + CHECK_BITS;

  private PictureCode() {}

  /// Whether `cell`, counted by rows from the left top, is white in the picture drawn at `tick`.
  public static boolean isWhite(int tick, int cell) {
    if (cell < TICK_BITS) {
      return (tick >> cell & 1) == 1;
    }
    if (cell < CODE_BITS) {
      return (scatter(tick) >> cell & 1) == 1;
    }
    int second = (tick + cell * 37 % TICKS_PER_SECOND) / TICKS_PER_SECOND;
    return (scatter(second * CELLS + cell) & 1) == 1;
  }

  /// Live publishers count from midnight, UTC.
  public static int tickAt(LocalTime time) {
    return (int) (time.toNanoOfDay() / (1_000_000_000 / TICKS_PER_SECOND));
  }

  /// The moment that a board spells; empty when its checksum is wrong.
  static OptionalInt tick(boolean[] board) {
    int tick = 0;
    for (int bit = 0; bit < TICK_BITS; bit++) {
      tick |= board[bit] ? 1 << bit : 0;
    }
    for (int cell = TICK_BITS; cell < CODE_BITS; cell++) {
      if (board[cell] != isWhite(tick, cell)) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of(tick);
  }

  /// How many cells are not as they were drawn at `tick`.
  static int wrongCells(boolean[] board, int tick) {
    int wrong = 0;
    for (int cell = 0; cell < CELLS; cell++) {
      wrong += board[cell] == isWhite(tick, cell) ? 0 : 1;
    }
    return wrong;
  }

  /// An integer hash: neighbours have nothing in common.
  private static int scatter(int number) {
    int mixed = (number ^ number >>> 16) * 0x45d9f3b;
    mixed = (mixed ^ mixed >>> 16) * 0x45d9f3b;
    return mixed ^ mixed >>> 16;
  }
}
