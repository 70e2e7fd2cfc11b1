package io.sluice.standalone.publish;

/// Synthetic sound: a quiet tone that jumps up an octave at the start of every second, so that an
/// ear or a waveform can hold it against the clock in the picture.
final class TestTone {
  static final int SAMPLE_RATE_HZ = 48_000;
  static final int CHANNELS = 1;
  static final int BITS_PER_SAMPLE = 16;

  /// libwebrtc takes sound in portions of 10 ms.
  static final int SAMPLES_PER_PORTION = SAMPLE_RATE_HZ / 100;

  private static final double LOW_HZ = 440;
  private static final double HIGH_HZ = 880;
  private static final double AMPLITUDE = 0.2 * Short.MAX_VALUE;
  private static final int BEEP_SAMPLES = SAMPLE_RATE_HZ / 10;

  private final byte[] portion = new byte[SAMPLES_PER_PORTION * CHANNELS * BITS_PER_SAMPLE / 8];
  private double phase;
  private long sample;

  /// The next 10 ms, little-endian; overwritten by the next call.
  byte[] next() {
    for (int i = 0; i < SAMPLES_PER_PORTION; i++, sample++) {
      boolean beep = sample % SAMPLE_RATE_HZ < BEEP_SAMPLES;
      phase += 2 * Math.PI * (beep ? HIGH_HZ : LOW_HZ) / SAMPLE_RATE_HZ;
      short value = (short) (AMPLITUDE * Math.sin(phase));
      portion[2 * i] = (byte) value;
      portion[2 * i + 1] = (byte) (value >> 8);
    }
    phase %= 2 * Math.PI;
    return portion;
  }
}
