package io.sluice.worker.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtpPacketTest {
  /// Two CSRCs, one-byte extensions: 3 = "0", a padding byte, 5 = transport sequence 0x1234;
  /// payload of 4 bytes; 2 bytes of padding.
  private static final byte[] FULL =
      Packets.hex(
          """
          b2 e0 ab cd 01 02 03 04 ca fe ba be
          11 11 11 11 22 22 22 22
          be de 00 02 30 30 00 51 12 34 00 00
          aa bb cc dd
          00 02
          """);

  private static final byte[] TWO_BYTE_FORM =
      Packets.hex(
          """
          90 60 00 01 00 00 00 00 00 00 00 09
          10 00 00 03 03 02 68 69 00 14 02 43 21 07 00 00
          77
          """);

  private final RtpPacket packet = new RtpPacket();

  private RtpPacket wrap(byte[] bytes) {
    assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
    return packet;
  }

  @Test
  void readsEveryFieldOfTheHeader() {
    wrap(FULL);

    assertThat(packet.marker()).isTrue();
    assertThat(packet.payloadType()).isEqualTo(0x60);
    assertThat(packet.sequenceNumber()).isEqualTo(0xabcd);
    assertThat(packet.rtpTimestamp()).isEqualTo(0x01020304);
    assertThat(packet.ssrc()).isEqualTo(0xcafebabe);
    assertThat(packet.payloadOffset()).isEqualTo(32);
    assertThat(packet.payloadLength()).isEqualTo(4);
    assertThat(packet.length()).isEqualTo(FULL.length);
    assertThat(RtpPacket.ssrcOf(FULL, 0)).isEqualTo(0xcafebabe);
    assertThat(RtpPacket.payloadTypeOf(FULL, 0)).isEqualTo(0x60);
  }

  @Test
  void findsOneByteExtensions() {
    wrap(FULL);

    assertThat(packet.extensionText(3)).isEqualTo("0");
    assertThat(packet.transportSequence(5)).isEqualTo(0x1234);
    assertThat(packet.extension(4)).isEqualTo(-1);
    assertThat(packet.extensionText(4)).isEmpty();
    assertThat(packet.transportSequence(3)).as("too short for a sequence").isEqualTo(-1);
  }

  @Test
  void findsTwoByteExtensions() {
    wrap(TWO_BYTE_FORM);

    assertThat(packet.extensionText(3)).isEqualTo("hi");
    assertThat(packet.transportSequence(0x14)).isEqualTo(0x4321);
    assertThat(packet.extension(7)).as("an empty one").isPositive();
    assertThat(packet.extensionLength(packet.extension(7))).isZero();
    assertThat(packet.payloadLength()).isEqualTo(1);
  }

  @Test
  void stopsReadingExtensionsAtTheReservedId() {
    byte[] stopped = FULL.clone();
    stopped[24] = (byte) 0xf0;

    wrap(stopped);

    assertThat(packet.transportSequence(5)).isEqualTo(-1);
    assertThat(packet.payloadLength()).isEqualTo(4);
  }

  @Test
  void anExtensionLongerThanItsBlockIsNotThere() {
    byte[] lying = FULL.clone();
    lying[27] = 0x5f;

    wrap(lying);

    assertThat(packet.extension(5)).isEqualTo(-1);
  }

  @Test
  void rewritesInPlace() {
    wrap(FULL.clone());

    packet.setPayloadType(111);
    packet.setSequenceNumber(0x1_0007);
    packet.setRtpTimestamp(-2);
    packet.setSsrc(7);
    packet.setMarker(false);

    assertThat(packet.payloadType()).isEqualTo(111);
    assertThat(packet.sequenceNumber()).isEqualTo(7);
    assertThat(packet.rtpTimestamp()).isEqualTo(-2);
    assertThat(packet.ssrc()).isEqualTo(7);
    assertThat(packet.marker()).isFalse();
    assertThat(packet.payloadLength()).isEqualTo(4);
  }

  @Test
  void strippingLeavesTheFixedHeaderAndThePayload() {
    wrap(FULL.clone());

    packet.stripToFixedHeader();

    byte[] stripped =
        Arrays.copyOfRange(packet.buffer(), packet.offset(), packet.offset() + packet.length());
    assertThat(stripped).isEqualTo(Packets.hex("80 e0 ab cd 01 02 03 04 ca fe ba be aa bb cc dd"));
    assertThat(packet.extension(3)).isEqualTo(-1);
    assertThat(new RtpPacket().wrap(stripped, 0, stripped.length)).isTrue();
  }

  @Test
  void strippingAPlainPacketChangesNothing() {
    byte[] plain = Packets.hex("80 60 00 01 00 00 00 02 00 00 00 03 aa");
    wrap(plain.clone());

    packet.stripToFixedHeader();

    assertThat(packet.offset()).isZero();
    assertThat(packet.buffer()).isEqualTo(plain);
  }

  @Test
  void restoresThePacketInsideARetransmission() {
    byte[] rtx =
        Packets.hex("90 e1 00 09 00 00 00 02 00 00 00 03 be de 00 01 50 30 00 00 12 34 aa bb cc");
    wrap(rtx);

    assertThat(packet.restoreFromRtx(0x55, 96)).isTrue();

    byte[] restored =
        Arrays.copyOfRange(packet.buffer(), packet.offset(), packet.offset() + packet.length());
    assertThat(restored).isEqualTo(Packets.hex("80 e0 12 34 00 00 00 02 00 00 00 55 aa bb cc"));
  }

  @Test
  void aProbeOfPaddingHoldsNoPacket() {
    byte[] probe = Packets.hex("a0 61 00 09 00 00 00 02 00 00 00 03 00 00 00 04");
    wrap(probe.clone());

    assertThat(packet.restoreFromRtx(0x55, 96)).isFalse();

    assertThat(packet.payloadLength()).isZero();
    assertThat(packet.buffer()).isEqualTo(probe);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "80 60 00 01 00 00 00 02 00 00 00",
        "40 60 00 01 00 00 00 02 00 00 00 03",
        "81 60 00 01 00 00 00 02 00 00 00 03",
        "90 60 00 01 00 00 00 02 00 00 00 03 be de",
        "90 60 00 01 00 00 00 02 00 00 00 03 be de 00 01 00",
        "a0 60 00 01 00 00 00 02 00 00 00 03 00",
        "a0 60 00 01 00 00 00 02 00 00 00 03 00 03",
      })
  void refusesWhatIsNoWholePacket(String hex) {
    byte[] bytes = Packets.hex(hex);

    assertThat(packet.wrap(bytes, 0, bytes.length)).isFalse();
  }

  @Test
  void everyTruncationIsRefusedOrStaysInsideItsBytes() {
    for (int length = 0; length < FULL.length; length++) {
      byte[] cut = Arrays.copyOf(FULL, length);
      if (packet.wrap(cut, 0, length)) {
        assertThat(packet.payloadOffset() + packet.payloadLength()).isLessThanOrEqualTo(length);
      }
    }
  }

  @Test
  void randomBytesThrowNothing() {
    Random random = new Random(23);
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = new byte[random.nextInt(0, 64)];
      random.nextBytes(bytes);
      if (bytes.length > 12) {
        bytes[0] = (byte) (0x80 | (bytes[0] & 0x33));
        if (i % 2 == 0 && bytes.length > 20) {
          byte[] form = i % 4 == 0 ? Packets.hex("be de 00 01") : Packets.hex("10 00 00 01");
          bytes[0] = (byte) 0x90;
          System.arraycopy(form, 0, bytes, 12, 4);
        }
      }
      if (packet.wrap(bytes, 0, bytes.length)) {
        int id = random.nextInt(1, 16);
        assertThat(packet.transportSequence(id)).isBetween(-1, 0xffff);
        assertThat(packet.extensionText(id)).isNotNull();
        packet.restoreFromRtx(1, 96);
        packet.stripToFixedHeader();
        assertThat(packet.offset() + packet.length()).isLessThanOrEqualTo(bytes.length);
      }
    }
  }
}
