package io.sluice.worker.peer;

import io.sluice.whip.EntityTag;
import io.sluice.worker.sdp.IceCredentials;
import java.security.SecureRandom;
import java.util.Base64;

/// One ICE session of a WHIP session; a restart makes another.
///
/// @param local 48 bits of ufrag, 144 of password (RFC 8445 §5.3 asks for 24 and 128)
/// @param tag names it to the publisher (RFC 9725 §4.3.1)
record IceSession(IceCredentials local, EntityTag tag) {
  static IceSession create(SecureRandom random) {
    Base64.Encoder iceChars = Base64.getEncoder();
    return new IceSession(
        new IceCredentials(
            iceChars.encodeToString(bytes(random, 6)), iceChars.encodeToString(bytes(random, 18))),
        new EntityTag(Base64.getUrlEncoder().encodeToString(bytes(random, 9))));
  }

  private static byte[] bytes(SecureRandom random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public String toString() {
    return "IceSession[hidden]";
  }
}
