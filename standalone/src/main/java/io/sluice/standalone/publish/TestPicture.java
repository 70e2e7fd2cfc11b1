package io.sluice.standalone.publish;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/// Synthetic picture in planar I420: coloured bars that wander, the time of day to the millisecond,
/// and the number of the frame. What is wrong in a recording can be read off it.
final class TestPicture implements DrawnPicture {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final int BARS = 8;
  private static final byte BLACK = 16;
  private static final byte WHITE = (byte) 235;

  /// BT.601 colour bars at 75 %: white, yellow, cyan, green, magenta, red, blue, black.
  private static final int[][] BARS_YUV = {
    {180, 128, 128}, {162, 44, 142}, {131, 156, 44}, {112, 72, 58},
    {84, 184, 198}, {65, 100, 212}, {35, 212, 114}, {16, 128, 128},
  };

  final byte[] y;
  final byte[] u;
  final byte[] v;
  private final int width;
  private final int height;

  /// @param width pixels, even
  /// @param height pixels, even
  TestPicture(int width, int height) {
    this.width = width;
    this.height = height;
    y = new byte[width * height];
    u = new byte[width * height / 4];
    v = new byte[width * height / 4];
  }

  @Override
  public void draw(long frame, LocalTime time) {
    drawBars((int) (frame * 4 % width) & ~1);
    int cell = Math.max(2, width / 100);
    write(CLOCK.format(time), cell, height / 3);
    write(Long.toString(frame), cell, height * 3 / 5);
  }

  @Override
  public byte[] y() {
    return y;
  }

  @Override
  public byte[] u() {
    return u;
  }

  @Override
  public byte[] v() {
    return v;
  }

  private void drawBars(int shift) {
    for (int x = 0; x < width; x++) {
      int[] yuv = BARS_YUV[(x + shift) % width * BARS / width];
      y[x] = (byte) yuv[0];
      if (x % 2 == 0) {
        u[x / 2] = (byte) yuv[1];
        v[x / 2] = (byte) yuv[2];
      }
    }
    repeatFirstRow(y, width);
    repeatFirstRow(u, width / 2);
    repeatFirstRow(v, width / 2);
  }

  private static void repeatFirstRow(byte[] plane, int stride) {
    for (int offset = stride; offset < plane.length; offset += stride) {
      System.arraycopy(plane, 0, plane, offset, stride);
    }
  }

  /// Writes in the middle of the row, white on black; in luma alone, which is what eyes read.
  private void write(String text, int cell, int top) {
    int advance = (DigitFont.COLUMNS + 1) * cell;
    int left = (width - text.length() * advance) / 2;
    fill(
        left - cell,
        top - cell,
        text.length() * advance + cell,
        (DigitFont.ROWS + 2) * cell,
        BLACK);
    for (int i = 0; i < text.length(); i++) {
      writeCharacter(text.charAt(i), left + i * advance, top, cell);
    }
  }

  private void writeCharacter(char character, int left, int top, int cell) {
    for (int row = 0; row < DigitFont.ROWS; row++) {
      for (int column = 0; column < DigitFont.COLUMNS; column++) {
        if (DigitFont.isInked(character, column, row)) {
          fill(left + column * cell, top + row * cell, cell, cell, WHITE);
        }
      }
    }
  }

  private void fill(int left, int top, int columns, int rows, byte luma) {
    int from = Math.max(0, left);
    int to = Math.min(width, left + columns);
    for (int row = Math.max(0, top); row < Math.min(height, top + rows) && from < to; row++) {
      Arrays.fill(y, row * width + from, row * width + to, luma);
    }
  }
}
