package io.sluice.worker.srtp;

import org.jitsi.srtp.crypto.Aes;
import org.jitsi.srtp.crypto.JitsiOpenSslProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The crypto behind [SrtpSession], once for the process.
///
/// Thread: any.
public final class SrtpCrypto {
  private static final Logger log = LoggerFactory.getLogger(SrtpCrypto.class);
  private static final int WARM_UP_PACKETS = 2000;

  private SrtpCrypto() {}

  /// Its initialisation runs once, whoever comes first; the others wait for it.
  private static final class Pinned {
    static final boolean NATIVE = pinOpenSsl();

    private static boolean pinOpenSsl() {
      Aes.setFactoryClassName("OpenSSL");
      boolean loaded = JitsiOpenSslProvider.isLoaded();
      if (!loaded) {
        log.atWarn()
            .addKeyValue("reason", "the native library could not be loaded")
            .log("srtp falls back to the JDK's ciphers, at a multiple of the cost");
      }
      return loaded;
    }
  }

  private static final class Warm {
    static final int PACKETS = run();

    private static int run() {
      int packets = 0;
      for (SrtpProfile profile : SrtpProfile.values()) {
        packets += SrtpWarmUp.run(profile, WARM_UP_PACKETS);
      }
      return packets;
    }
  }

  /// Pins the OpenSSL provider (else the first key derivation benchmarks all of them for seconds),
  /// and runs 2,000 packets through each profile so that the first publisher meets compiled code.
  /// Takes one to two seconds the first time; later calls return at once.
  ///
  /// @return how many packets came through unharmed: 2,000 for each profile
  public static int warmUp() {
    return Warm.PACKETS;
  }

  /// Whether OpenSSL really does the work; if not, the JDK does, at a multiple of the cost. A
  /// health check.
  public static boolean isNative() {
    return Pinned.NATIVE;
  }

  static void pin() {
    boolean _ = Pinned.NATIVE;
  }
}
