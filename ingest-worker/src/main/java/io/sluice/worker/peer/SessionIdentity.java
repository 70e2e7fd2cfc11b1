package io.sluice.worker.peer;

import java.security.SecureRandom;
import java.util.Base64;

/// What a session is called from its beginning to its end, from the system's strong random numbers.
///
/// @param sessionId 128 bits, URL-safe (RFC 9725 §5)
/// @param sdpSessionNumber of the answer's `o=` line
/// @param ssrc under which this session reports
record SessionIdentity(String sessionId, long sdpSessionNumber, int ssrc) {
  private static final int ID_BYTES = 16;

  static SessionIdentity create(SecureRandom random) {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return new SessionIdentity(
        Base64.getUrlEncoder().withoutPadding().encodeToString(id),
        random.nextLong() >>> 2,
        random.nextInt());
  }

  @Override
  public String toString() {
    return "SessionIdentity[hidden]";
  }
}
