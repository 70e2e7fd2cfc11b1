package io.sluice.standalone.publish;

import java.time.LocalTime;

/// A picture in planar I420 that is drawn anew for every frame, in place. Its size is that of the
/// plan it is published by.
///
/// Thread: one at a time.
public interface DrawnPicture {
  /// Draws frame number `frame` of a picture seen at `time`, UTC.
  void draw(long frame, LocalTime time);

  /// Luma, a byte a pixel, row by row.
  byte[] y();

  /// Blue difference, a byte for two by two pixels.
  byte[] u();

  /// Red difference, a byte for two by two pixels.
  byte[] v();
}
