package io.sluice.worker.ingest;

import java.time.Duration;

/// When pictures of another size make FFmpeg start anew. A browser changes the size several times
/// in its first seconds: each of them must not cost a restart.
///
/// @param settled how long the size must have stayed the same
/// @param apart how long FFmpeg must have run
public record ResizePolicy(Duration settled, Duration apart) {
  public static final ResizePolicy USUAL =
      new ResizePolicy(Duration.ofSeconds(2), Duration.ofSeconds(10));

  /// From the last change until FFmpeg is started anew.
  ///
  /// @param ran how long FFmpeg has run
  Duration wait(Duration ran) {
    Duration left = apart.minus(ran);
    return left.compareTo(settled) > 0 ? left : settled;
  }
}
