package io.sluice.worker.srtp;

/// One direction's master key and salt, for a program that is to encrypt in a test's place.
public record RevealedKeys(SrtpProfile profile, byte[] key, byte[] salt) {
  /// @param client the DTLS client's direction, else the server's
  public static RevealedKeys of(SrtpKeys keys, boolean client) {
    return client
        ? new RevealedKeys(keys.profile(), keys.clientKey(), keys.clientSalt())
        : new RevealedKeys(keys.profile(), keys.serverKey(), keys.serverSalt());
  }
}
