package io.sluice.standalone.publish;

/// How the picture is sent.
///
/// @param width pixels, even
/// @param height pixels, even
/// @param framesPerSecond pictures a second
/// @param maxBitsPerSecond what the encoder may use at the most
public record SentVideo(
    VideoCodec codec, int width, int height, int framesPerSecond, int maxBitsPerSecond) {
  /// libwebrtc starts at 300 kbit/s, for which this is the largest picture it does not shrink: a
  /// recording that is only copied keeps the size of its first picture.
  public static SentVideo standard(VideoCodec codec) {
    return new SentVideo(codec, 640, 480, 30, 1_500_000);
  }
}
