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
    String id = id(random);
    // Its beginning is typed on command lines, where a dash begins an option.
    while (id.startsWith("-")) {
      id = id(random);
    }
    return new SessionIdentity(id, random.nextLong() >>> 2, random.nextInt());
  }

  private static String id(SecureRandom random) {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  @Override
  public String toString() {
    return "SessionIdentity[hidden]";
  }
}
