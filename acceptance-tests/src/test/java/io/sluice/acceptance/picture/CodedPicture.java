package io.sluice.acceptance.picture;

import java.util.Arrays;
import java.util.Random;

/// Draws coded pictures as planar I420. Around the cells a fine pattern wanders, so that a picture
/// takes several packets.
public final class CodedPicture {
  private static final byte BLACK = 16;
  private static final byte WHITE = (byte) 235;
  private static final byte GREY = (byte) 128;

  /// The pattern's grain and how far it wanders from picture to picture, pixels.
  private static final int GRAIN = 4;

  private static final int STEP = 3;

  private final byte[] y;
  private final byte[] u;
  private final byte[] v;
  private final int width;
  private final int height;
  private final byte[] pattern;
  private long drawn;

  /// @param width pixels, a multiple of 16
  /// @param height pixels, even
  public CodedPicture(int width, int height) {
    this.width = width;
    this.height = height;
    y = new byte[width * height];
    u = new byte[width * height / 4];
    v = new byte[width * height / 4];
    Arrays.fill(u, GREY);
    Arrays.fill(v, GREY);
    pattern = pattern(2 * width);
  }

  /// Luma, overwritten by the next drawing.
  public byte[] y() {
    return y;
  }

  public byte[] u() {
    return u;
  }

  public byte[] v() {
    return v;
  }

  private static byte[] pattern(int length) {
    Random random = new Random(9725);
    byte[] pattern = new byte[length];
    for (int i = 0; i < length; i += GRAIN) {
      Arrays.fill(pattern, i, Math.min(length, i + GRAIN), (byte) (96 + random.nextInt(64)));
    }
    return pattern;
  }

  public void draw(int tick) {
    int shift = (int) (drawn++ * STEP % (width / 2));
    for (int row = 0; row < height; row++) {
      int from = (row / GRAIN * 37 + shift) % width;
      System.arraycopy(pattern, from, y, row * width, width);
    }
    for (int cell = 0; cell < PictureCode.CELLS; cell++) {
      fill(cell, PictureCode.isWhite(tick, cell) ? WHITE : BLACK);
    }
  }

  /// The middle of a cell; its edge belongs to the pattern.
  private void fill(int cell, byte luma) {
    int cellWidth = width / PictureCode.COLUMNS;
    int cellHeight = height / PictureCode.ROWS;
    int left = cell % PictureCode.COLUMNS * cellWidth + cellWidth / 8;
    int top = cell / PictureCode.COLUMNS * cellHeight + cellHeight / 8;
    for (int row = top; row < top + cellHeight * 3 / 4; row++) {
      Arrays.fill(y, row * width + left, row * width + left + cellWidth * 3 / 4, luma);
    }
  }
}
