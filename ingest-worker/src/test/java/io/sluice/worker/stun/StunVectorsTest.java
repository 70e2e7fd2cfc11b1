package io.sluice.worker.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The sample messages of RFC 5769.
class StunVectorsTest {
  private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

  /// §2.1.
  private static final byte[] REQUEST =
      bytes(
          """
          00 01 00 58 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae
          80 22 00 10 53 54 55 4e 20 74 65 73 74 20 63 6c 69 65 6e 74
          00 24 00 04 6e 00 01 ff
          80 29 00 08 93 2f f9 b1 51 26 3b 36
          00 06 00 09 65 76 74 6a 3a 68 36 76 59 20 20 20
          00 08 00 14 9a ea a7 0c bf d8 cb 56 78 1e f2 b5 b2 d3 f2 49 c1 b5 71 a2
          80 28 00 04 e5 7a 3b cf
          """);

  /// §2.2.
  private static final byte[] IPV4_RESPONSE =
      bytes(
          """
          01 01 00 3c 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae
          80 22 00 0b 74 65 73 74 20 76 65 63 74 6f 72 20
          00 20 00 08 00 01 a1 47 e1 12 a6 43
          00 08 00 14 2b 91 f5 99 fd 9e 90 c3 8c 74 89 f9 2a f9 ba 53 f0 6b e7 d7
          80 28 00 04 c0 7d 4c 96
          """);

  /// §2.3.
  private static final byte[] IPV6_RESPONSE =
      bytes(
          """
          01 01 00 48 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae
          80 22 00 0b 74 65 73 74 20 76 65 63 74 6f 72 20
          00 20 00 14 00 02 a1 47 01 13 a9 fa a5 d3 f1 79 bc 25 f4 b5 be d2 b9 d9
          00 08 00 14 a3 82 95 4e 4b e6 7b f1 17 84 c9 7c 82 92 c2 75 bf e3 ed 41
          80 28 00 04 c8 fb 0b 4c
          """);

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }

  private static StunMessage read(byte[] message) {
    return StunReader.read(message, 0, message.length);
  }

  @Test
  void readsTheSampleRequest() {
    StunMessage.BindingRequest request = (StunMessage.BindingRequest) read(REQUEST);

    assertThat(request.username()).isEqualTo("evtj:h6vY");
    assertThat(request.localUfrag()).isEqualTo("evtj");
    assertThat(request.priority()).isEqualTo(0x6e0001ffL);
    assertThat(request.useCandidate()).isFalse();
    assertThat(request.controlled()).hasValue(0x932ff9b151263b36L);
    assertThat(request.controlling()).isEmpty();
    assertThat(request.unknownRequired()).isEmpty();
    assertThat(request.transactionId()).hasToString("b7e7a701bc34d686fa87dfae");
    assertThat(request.isAuthentic(PASSWORD)).isTrue();
    assertThat(request.isAuthentic(PASSWORD + "x")).isFalse();
    assertThat(request.isAuthentic("")).isFalse();
  }

  @Test
  void readsTheSampleResponses() {
    StunMessage.BindingSuccess ipv4 = (StunMessage.BindingSuccess) read(IPV4_RESPONSE);
    StunMessage.BindingSuccess ipv6 = (StunMessage.BindingSuccess) read(IPV6_RESPONSE);

    assertThat(ipv4.mappedAddress()).isEqualTo(new InetSocketAddress("192.0.2.1", 32853));
    assertThat(ipv4.proof().matches(PASSWORD)).isTrue();
    assertThat(ipv6.mappedAddress())
        .isEqualTo(new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32853));
    assertThat(ipv6.proof().matches(PASSWORD)).isTrue();
  }

  @Test
  void readsAMessageInTheMiddleOfABuffer() {
    byte[] shifted = new byte[REQUEST.length + 50];
    System.arraycopy(REQUEST, 0, shifted, 17, REQUEST.length);

    StunMessage message = StunReader.read(shifted, 17, REQUEST.length);

    assertThat(message)
        .isInstanceOfSatisfying(
            StunMessage.BindingRequest.class,
            request -> assertThat(request.isAuthentic(PASSWORD)).isTrue());
  }

  /// All but the head of the fingerprint attribute itself, after which nothing is protected.
  @Test
  void everyChangedBitIsNoticed() {
    int fingerprintAt = REQUEST.length - 8;
    for (int bit = 0; bit < fingerprintAt * 8; bit++) {
      byte[] changed = REQUEST.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      boolean trusted =
          read(changed) instanceof StunMessage.BindingRequest request
              && request.isAuthentic(PASSWORD);
      assertThat(trusted).as("bit %d", bit).isFalse();
    }
  }

  @Test
  void everyTruncationIsUnusable() {
    for (int length = 0; length < REQUEST.length; length++) {
      assertThat(StunReader.read(REQUEST, 0, length))
          .as("%d bytes", length)
          .isInstanceOf(StunMessage.Unusable.class);
      byte[] adjusted = Arrays.copyOf(REQUEST, length);
      if (length >= 20) {
        adjusted[2] = (byte) ((length - 20) >> 8);
        adjusted[3] = (byte) (length - 20);
        boolean trusted =
            read(adjusted) instanceof StunMessage.BindingRequest request
                && request.isAuthentic(PASSWORD)
                && length < REQUEST.length - 8;
        assertThat(trusted).as("%d bytes with their length", length).isFalse();
      }
    }
  }

  @Test
  void randomBytesThrowNothing() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = i % 2 == 0 ? new byte[random.nextInt(0, 120)] : REQUEST.clone();
      if (i % 2 == 0) {
        random.nextBytes(bytes);
      } else {
        for (int change = 0; change < 4; change++) {
          bytes[random.nextInt(20, bytes.length)] = (byte) random.nextInt();
        }
      }
      assertThat(read(bytes)).isNotNull();
    }
  }
}
