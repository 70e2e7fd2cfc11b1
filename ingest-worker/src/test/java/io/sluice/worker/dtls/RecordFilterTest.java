package io.sluice.worker.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFilterTest {
  private static final String ALERT = "15 fefd 0000 000000000001 0002 0100";

  private static boolean accepts(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    return RecordFilter.accepts(bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ALERT,
        ALERT + ALERT,
        "16 feff 0000 000000000000 000d 01 000001 0000 000000 000001 aa",
        "16 fefd 0001 000000000000 000c ffffffffffffffffffffffff", // encrypted: nothing to read
      })
  void letsRecordsPass(String datagram) {
    assertThat(accepts(datagram)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "15 fefd 0000 000000000001 00",
        "15 fefd 0000 000000000001 0003 0100",
        "15 0303 0000 000000000001 0002 0100",
        ALERT + "15",
        "16 feff 0000 000000000000 000d 01 ffffff 0000 000000 000001 aa",
        "16 feff 0000 000000000000 001a 01 000001 0000 000000 000001 aa"
            + "02 010000 0000 000000 000001 aa",
      })
  void dropsWhatIsNoRecordOrClaimsToBeHuge(String datagram) {
    assertThat(accepts(datagram)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000003 0001 000000 000003 000000", // none
        "000008 0001 000000 000008 000005 000002 aaaa",
        "000008 0001 000000 000006 000005 000002", // the rest follows
        "000008 0001 000006 000002 aaaa",
      })
  void takesOneCertificateWholeOrInPieces(String message) {
    assertThat(accepts(record("0b" + message))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000008 0001 000000 000008 ffffff 000002 aaaa", // all of them together
        "000008 0001 000000 000008 000005 ffffff aaaa", // the first
        "00000c 0001 000000 00000c 000009 000002 aaaa 000002 aa", // a second one
        "000008 0001 000000 000005 000005 0000", // lengths in pieces
        "000008 0001 000003 000005 000002 aaaa",
      })
  void dropsCertificatesThatClaimOtherLengthsThanTheirMessage(String message) {
    assertThat(accepts(record("0b" + message))).isFalse();
  }

  private static String record(String message) {
    int bytes = message.replaceAll("\\s", "").length() / 2;
    return "16 fefd 0000 000000000000 %04x".formatted(bytes) + message;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ALERT,
        "16 fefd 0000 000000000000 0001 aa" + ALERT,
        "15 fefd 0001 000000000001 0002 0100", // too short for a nonce and a tag
        "17 fefd 0000 000000000001 0001 aa",
      })
  void takesNoAlertFromAnybodyAfterTheHandshake(String datagram) {
    assertThat(acceptsAfterHandshake(datagram)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "14 fefd 0000 000000000001 0001 01",
        "16 fefd 0000 000000000000 0001 aa",
        "15 fefd 0001 000000000001 001a 0000000000000001aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      })
  void takesWhatIsRepeatedOrEncryptedAfterTheHandshake(String datagram) {
    assertThat(acceptsAfterHandshake(datagram)).isTrue();
  }

  private static boolean acceptsAfterHandshake(String hex) {
    return RecordFilter.acceptsAfterHandshake(
        HexFormat.of().parseHex(hex.replaceAll("\\s", "")), 24);
  }

  @Test
  void randomBytesThrowNothing() {
    Random random = new Random(71);
    int accepted = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = new byte[random.nextInt(13, 60)];
      random.nextBytes(bytes);
      bytes[0] = 22;
      bytes[1] = (byte) 0xfe;
      bytes[3] = 0;
      bytes[4] = 0;
      bytes[11] = 0;
      bytes[12] = (byte) (bytes.length - 13);
      accepted += RecordFilter.accepts(bytes, 0, bytes.length) ? 1 : 0;
    }
    assertThat(accepted).isPositive();
  }
}
