package io.sluice.worker.srtp;

import java.util.Arrays;

/// The master keys and salts of both directions. Its text shows no key.
public final class SrtpKeys {
  private final SrtpProfile profile;
  private final byte[] material;

  private SrtpKeys(SrtpProfile profile, byte[] material) {
    this.profile = profile;
    this.material = material;
  }

  /// @param material exported under "EXTRACTOR-dtls_srtp" (RFC 5764 §4.2): client key, server key,
  ///   client salt, server salt
  public static SrtpKeys ofExported(SrtpProfile profile, byte[] material) {
    if (material.length != profile.keyingMaterialBytes()) {
      throw new IllegalArgumentException(
          profile + " needs " + profile.keyingMaterialBytes() + " bytes, got " + material.length);
    }
    return new SrtpKeys(profile, material.clone());
  }

  public SrtpProfile profile() {
    return profile;
  }

  byte[] clientKey() {
    return slice(0, profile.keyBytes());
  }

  byte[] serverKey() {
    return slice(profile.keyBytes(), profile.keyBytes());
  }

  byte[] clientSalt() {
    return slice(2 * profile.keyBytes(), profile.saltBytes());
  }

  byte[] serverSalt() {
    return slice(2 * profile.keyBytes() + profile.saltBytes(), profile.saltBytes());
  }

  private byte[] slice(int from, int length) {
    return Arrays.copyOfRange(material, from, from + length);
  }

  @Override
  public String toString() {
    return "SrtpKeys[" + profile + "]";
  }
}
