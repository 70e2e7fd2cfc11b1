package io.sluice.worker.srtp;

import io.sluice.worker.bytes.BigEndian;
import java.security.GeneralSecurityException;
import java.util.logging.Level;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;

/// How our profiles are told to jitsi-srtp.
final class Contexts {
  private static final int HMAC_KEY_BYTES = 20;
  private static final int HMAC_TAG_BYTES = 10;
  private static final int GCM_TAG_BYTES = 16;

  /// Outcomes are told by value; what the library would log of forged packets is noise.
  private static final Logger SILENT = new LoggerImpl("io.sluice.worker.srtp.jitsi", Level.OFF);

  private Contexts() {}

  static SrtpContextFactory factory(boolean sender, SrtpKeys keys, boolean ofClient) {
    byte[] key = ofClient ? keys.clientKey() : keys.serverKey();
    byte[] salt = ofClient ? keys.clientSalt() : keys.serverSalt();
    SrtpPolicy policy = policy(keys.profile());
    return new SrtpContextFactory(sender, key, salt, policy, policy(keys.profile()), SILENT);
  }

  private static SrtpPolicy policy(SrtpProfile profile) {
    SrtpPolicy policy =
        switch (profile) {
          case AEAD_AES_128_GCM, AEAD_AES_256_GCM ->
              new SrtpPolicy(
                  SrtpPolicy.AESGCM_ENCRYPTION,
                  profile.keyBytes(),
                  SrtpPolicy.NULL_AUTHENTICATION,
                  0,
                  GCM_TAG_BYTES,
                  profile.saltBytes());
          case AES128_CM_HMAC_SHA1_80 ->
              new SrtpPolicy(
                  SrtpPolicy.AESCM_ENCRYPTION,
                  profile.keyBytes(),
                  SrtpPolicy.HMACSHA1_AUTHENTICATION,
                  HMAC_KEY_BYTES,
                  HMAC_TAG_BYTES,
                  profile.saltBytes());
        };
    policy.setSendReplayEnabled(false); // retransmissions of our own are no mistake
    return policy;
  }

  static int ssrc(byte[] buffer, int at) {
    return BigEndian.i32(buffer, at);
  }

  static IllegalStateException unusable(GeneralSecurityException e) {
    return new IllegalStateException("the SRTP ciphers cannot be used", e);
  }
}
