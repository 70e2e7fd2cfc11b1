package io.sluice.worker.sdp;

import java.util.Optional;

/// One side's ICE user name fragment and password (RFC 8839 §5.4).
public record IceCredentials(String ufrag, String pwd) {
  private static final int MAX_CHARS = 256;

  /// Lengths as RFC 8839 §5.4 sets them; empty when they are others.
  static Optional<IceCredentials> parse(String ufrag, String pwd) {
    return ufrag.length() >= 4
            && ufrag.length() <= MAX_CHARS
            && pwd.length() >= 22
            && pwd.length() <= MAX_CHARS
        ? Optional.of(new IceCredentials(ufrag, pwd))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "IceCredentials[hidden]";
  }
}
