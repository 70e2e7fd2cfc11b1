package io.sluice.benchmarks.media;

/// How packets come.
///
/// @param packetsPerSecond of all streams; 0: as fast as they come through
/// @param burst packets of one stream that come at once
record Pace(String name, int packetsPerSecond, int burst) {
  /// A frame of 2.6 Mbit/s at 30 frames a second.
  static final int FRAME_PACKETS = 9;

  private static final int FRAMES_PER_SECOND = 30;

  static final Pace EVEN = new Pace("27,000/s even", 27_000, 1);
  static final Pace FRAMES = new Pace("27,000/s in bursts of 9", 27_000, FRAME_PACKETS);
  static final Pace FAST = new Pace("100,000/s", 100_000, 1);
  static final Pace FLAT_OUT = new Pace("flat out", 0, 1);

  /// @param name as on the command line
  static Pace named(String name) {
    return switch (name) {
      case "EVEN" -> EVEN;
      case "FRAMES" -> FRAMES;
      case "FAST" -> FAST;
      case "FLAT_OUT" -> FLAT_OUT;
      default ->
          throw new IllegalArgumentException("a pace is EVEN, FRAMES, FAST or FLAT_OUT: " + name);
    };
  }

  /// So many streams of 30 frames a second in 9 packets of 1,200 bytes: 2.6 Mbit/s each.
  static Pace ofStreams(int streams) {
    return new Pace(
        streams + " streams", streams * FRAMES_PER_SECOND * FRAME_PACKETS, FRAME_PACKETS);
  }
}
