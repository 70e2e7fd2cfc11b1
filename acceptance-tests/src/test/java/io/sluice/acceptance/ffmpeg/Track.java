package io.sluice.acceptance.ffmpeg;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// One stream of a recording, as ffprobe reads it.
///
/// @param kind `video` or `audio`
/// @param codec FFmpeg's name: `h264`, `vp8`, `opus`
/// @param width of the picture in pixels; 0 for sound
/// @param height of the picture in pixels; 0 for sound
/// @param packetTimes when each packet is to be decoded, seconds, in the order of the file
public record Track(String kind, String codec, int width, int height, List<Double> packetTimes) {
  /// From the first packet to the last, seconds.
  public double seconds() {
    return packetTimes.isEmpty() ? 0 : packetTimes.getLast() - packetTimes.getFirst();
  }

  /// The longest time without a packet, seconds.
  public double longestGap() {
    return steps().max().orElse(0);
  }

  /// The shortest time between a packet and the next, seconds: negative when time runs backwards.
  public double shortestStep() {
    return steps().min().orElse(0);
  }

  private DoubleStream steps() {
    return IntStream.range(1, packetTimes.size())
        .mapToDouble(i -> packetTimes.get(i) - packetTimes.get(i - 1));
  }
}
