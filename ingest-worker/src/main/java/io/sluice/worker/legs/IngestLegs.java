package io.sluice.worker.legs;

/// The RTP streams into one start of FFmpeg; they outlive every publisher.
///
/// Opened when FFmpeg is started, told by [#ffmpegListens] that its sockets are bound, closed when
/// that FFmpeg has ended. Until FFmpeg listens nothing is forwarded: publishers are asked for key
/// frames instead.
///
/// Thread: any.
public final class IngestLegs implements AutoCloseable {
  private final LegPlan plan;

  private IngestLegs(LegPlan plan) {
    this.plan = plan;
  }

  /// Opens the sending sockets.
  ///
  /// @throws java.io.UncheckedIOException when no socket can be had; nothing is left open then
  public static IngestLegs open(LegPlan plan) {
    return new IngestLegs(plan);
  }

  public LegPlan plan() {
    return plan;
  }

  /// FFmpeg has bound its ports: from here on media goes through, from a key frame on.
  public void ffmpegListens() {
    throw new UnsupportedOperationException();
  }

  /// Tells FFmpeg that its input is over: RR and BYE (RFC 3550 §6.6) to the RTCP port of each leg.
  /// FFmpeg then finalises its files and exits with code 0, however silent the input was. Nothing
  /// is forwarded afterwards. May be repeated.
  public void sendBye() {
    throw new UnsupportedOperationException();
  }

  /// Frees the sockets; sends nothing.
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
