package io.sluice.worker.peer;

import io.sluice.worker.sdp.IceCredentials;
import java.security.SecureRandom;
import java.util.Base64;

/// The names nobody may guess, all from the system's strong random numbers.
///
/// @param sessionId 128 bits, URL-safe (RFC 9725 §5)
/// @param ice 48 bits of ufrag, 144 of password (RFC 8445 §5.3 asks for 24 and 128)
/// @param etag strong, with its quotes
/// @param sdpSessionNumber of the answer's `o=` line
/// @param ssrc under which this session reports
record SessionIdentity(
    String sessionId, IceCredentials ice, String etag, long sdpSessionNumber, int ssrc) {
  static SessionIdentity create(SecureRandom random) {
    Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
    Base64.Encoder iceChars = Base64.getEncoder();
    return new SessionIdentity(
        url.encodeToString(bytes(random, 16)),
        new IceCredentials(
            iceChars.encodeToString(bytes(random, 6)), iceChars.encodeToString(bytes(random, 18))),
        '"' + url.encodeToString(bytes(random, 9)) + '"',
        random.nextLong() >>> 2,
        random.nextInt());
  }

  private static byte[] bytes(SecureRandom random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public String toString() {
    return "SessionIdentity[hidden]";
  }
}
