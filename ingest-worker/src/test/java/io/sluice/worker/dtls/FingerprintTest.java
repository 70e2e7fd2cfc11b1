package io.sluice.worker.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
  private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);

  /// FIPS 180-4's sample digests of "abc".
  private static final String SHA_256 =
      "BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23"
          + ":B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15:AD";

  private static final String SHA_384 =
      "CB:00:75:3F:45:A3:5E:8B:B5:A0:3D:69:9A:C6:50:07:27:2C:32:AB:0E:DE:D1:63"
          + ":1A:8B:60:5A:43:FF:5B:ED:80:86:07:2B:A1:E7:CC:23:58:BA:EC:A1:34:C8:25:A7";

  @Test
  void isWrittenAsInSdp() {
    assertThat(Fingerprint.sha256Of(ABC)).hasToString("sha-256 " + SHA_256);
  }

  @Test
  void matchesByTheHashFunctionThatItNames() {
    assertThat(Fingerprint.parse("sha-256 " + SHA_256)).hasValueSatisfying(this::matchesAbcOnly);
    assertThat(Fingerprint.parse("sha-384 " + SHA_384)).hasValueSatisfying(this::matchesAbcOnly);
    assertThat(Fingerprint.parse("SHA-256 " + SHA_256.toLowerCase(Locale.ROOT)))
        .hasValueSatisfying(this::matchesAbcOnly);
  }

  private void matchesAbcOnly(Fingerprint fingerprint) {
    assertThat(fingerprint.matches(ABC)).isTrue();
    assertThat(fingerprint.matches(new byte[] {1})).isFalse();
  }

  @Test
  void readsWhatItWrites() {
    Fingerprint own = DtlsIdentity.generate().fingerprint();

    assertThat(Fingerprint.parse(own.toString())).contains(own);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha-256",
        "sha-256 ",
        "sha-256 BA:78",
        "sha-1 A9:99:3E:36:47:06:81:6A:BA:3E:25:71:78:50:C2:6C:9C:D0:D8:9D",
        "md5 90:01:50:98:3C:D2:4F:B0:D6:96:3F:7D:28:E1:7F:72",
        "sha-256 zz:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23"
            + ":B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15:AD",
      })
  void refusesWeakHashesAndWhatIsNotHexadecimal(String attribute) {
    assertThat(Fingerprint.parse(attribute)).isEmpty();
  }
}
