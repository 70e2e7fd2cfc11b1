package io.sluice.worker.peer;

/// How many sessions there may be at a time (RFC 9725 §4.5, §5).
///
/// @param open in all
/// @param connecting of those, how many whose handshake is not finished: each may be nobody's
public record SessionLimits(int open, int connecting) {
  public SessionLimits {
    if (open < 1 || connecting < 1) {
      throw new IllegalArgumentException("a limit of sessions must be at least 1");
    }
  }
}
