package io.sluice.worker.srtp;

import java.util.List;
import java.util.Optional;

/// The protection profiles that we agree to, the one we like best first (GCM is the cheapest and
/// authenticates all).
public enum SrtpProfile {
  /// RFC 7714 §14.2.
  AEAD_AES_128_GCM(0x0007, 16, 12),
  /// RFC 7714 §14.2.
  AEAD_AES_256_GCM(0x0008, 32, 12),
  /// RFC 5764 §4.1.2: the one that every WebRTC endpoint must know (RFC 8827 §6.5).
  AES128_CM_HMAC_SHA1_80(0x0001, 16, 14);

  private final int id;
  private final int keyBytes;
  private final int saltBytes;

  SrtpProfile(int id, int keyBytes, int saltBytes) {
    this.id = id;
    this.keyBytes = keyBytes;
    this.saltBytes = saltBytes;
  }

  /// The number in the `use_srtp` extension.
  public int id() {
    return id;
  }

  public int keyBytes() {
    return keyBytes;
  }

  public int saltBytes() {
    return saltBytes;
  }

  /// How much to export from DTLS: a key and a salt for each direction (RFC 5764 §4.2).
  public int keyingMaterialBytes() {
    return 2 * (keyBytes + saltBytes);
  }

  public static List<SrtpProfile> preferred() {
    return List.of(values());
  }

  /// Our best profile among those offered.
  public static Optional<SrtpProfile> choose(int[] offeredIds) {
    return preferred().stream().filter(profile -> contains(offeredIds, profile.id)).findFirst();
  }

  private static boolean contains(int[] ids, int id) {
    for (int candidate : ids) {
      if (candidate == id) {
        return true;
      }
    }
    return false;
  }
}
