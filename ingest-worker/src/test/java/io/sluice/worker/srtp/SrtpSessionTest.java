package io.sluice.worker.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpSessionTest {
  private static final int SSRC = 0x1234_5678;
  private static final int PAYLOAD_BYTES = 100;
  private static final int RTP_BYTES = 12 + PAYLOAD_BYTES;

  private static SrtpKeys keys(SrtpProfile profile, long seed) {
    byte[] material = new byte[profile.keyingMaterialBytes()];
    new Random(seed).nextBytes(material);
    return SrtpKeys.ofExported(profile, material);
  }

  private static byte[] rtp(int ssrc, int sequenceNumber) {
    byte[] packet = new byte[RTP_BYTES + SrtpSession.MAX_TRAILER_BYTES];
    ByteBuffer.wrap(packet)
        .put((byte) 0x80)
        .put((byte) 96)
        .putShort((short) sequenceNumber)
        .putInt(90_000)
        .putInt(ssrc);
    Arrays.fill(packet, 12, RTP_BYTES, (byte) 0x55);
    return packet;
  }

  private static byte[] receiverReport(int ssrc) {
    byte[] packet = new byte[8 + SrtpSession.MAX_TRAILER_BYTES];
    ByteBuffer.wrap(packet).put((byte) 0x80).put((byte) 201).putShort((short) 1).putInt(ssrc);
    return packet;
  }

  @ParameterizedTest
  @EnumSource
  void decryptsInPlaceWhatTheOtherSideEncrypted(SrtpProfile profile) {
    try (SrtpSession client = SrtpSession.open(keys(profile, 1), true);
        SrtpSession server = SrtpSession.open(keys(profile, 1), false)) {
      byte[] packet = rtp(SSRC, 1);
      byte[] plain = Arrays.copyOf(packet, RTP_BYTES);

      assertThat(client.protectRtp(packet, 0, RTP_BYTES)).isEqualTo(SrtpResult.OK);
      int protectedBytes = client.resultLength();
      assertThat(Arrays.copyOf(packet, RTP_BYTES)).isNotEqualTo(plain);

      assertThat(server.unprotectRtp(packet, 0, protectedBytes)).isEqualTo(SrtpResult.OK);
      assertThat(server.resultLength()).isEqualTo(RTP_BYTES);
      assertThat(Arrays.copyOf(packet, RTP_BYTES)).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @EnumSource
  void decryptsControlPacketsOfTheOtherSide(SrtpProfile profile) {
    try (SrtpSession client = SrtpSession.open(keys(profile, 1), true);
        SrtpSession server = SrtpSession.open(keys(profile, 1), false)) {
      byte[] packet = receiverReport(SSRC);
      byte[] plain = Arrays.copyOf(packet, 8);

      assertThat(server.protectRtcp(packet, 0, 8)).isEqualTo(SrtpResult.OK);
      assertThat(server.resultLength()).isLessThanOrEqualTo(8 + SrtpSession.MAX_TRAILER_BYTES);

      assertThat(client.unprotectRtcp(packet, 0, server.resultLength())).isEqualTo(SrtpResult.OK);
      assertThat(Arrays.copyOf(packet, client.resultLength())).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesAPacketThatComesTwice(SrtpProfile profile) {
    try (SrtpSession client = SrtpSession.open(keys(profile, 1), true);
        SrtpSession server = SrtpSession.open(keys(profile, 1), false)) {
      byte[] packet = rtp(SSRC, 1);
      client.protectRtp(packet, 0, RTP_BYTES);
      int length = client.resultLength();
      byte[] again = packet.clone();
      server.unprotectRtp(packet, 0, length);

      assertThat(server.unprotectRtp(again, 0, length)).isEqualTo(SrtpResult.REPLAYED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesAControlPacketThatComesTwice(SrtpProfile profile) {
    try (SrtpSession client = SrtpSession.open(keys(profile, 1), true);
        SrtpSession server = SrtpSession.open(keys(profile, 1), false)) {
      byte[] packet = receiverReport(SSRC);
      client.protectRtcp(packet, 0, 8);
      int length = client.resultLength();
      byte[] again = packet.clone();
      server.unprotectRtcp(packet, 0, length);

      assertThat(server.unprotectRtcp(again, 0, length)).isEqualTo(SrtpResult.REPLAYED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesPacketsOutOfOrderWithinTheReplayWindowOnly(SrtpProfile profile) {
    try (SrtpSession client = SrtpSession.open(keys(profile, 1), true);
        SrtpSession server = SrtpSession.open(keys(profile, 1), false)) {
      byte[][] packets = new byte[100][];
      int length = 0;
      for (int i = 0; i < packets.length; i++) {
        packets[i] = rtp(SSRC, 1000 + i);
        client.protectRtp(packets[i], 0, RTP_BYTES);
        length = client.resultLength();
      }
      server.unprotectRtp(packets[99], 0, length);

      assertThat(server.unprotectRtp(packets[40], 0, length)).isEqualTo(SrtpResult.OK);
      assertThat(server.unprotectRtp(packets[20], 0, length)).isEqualTo(SrtpResult.REPLAYED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void goesOnWhenTheSequenceNumberWraps(SrtpProfile profile) {
    try (SrtpSession client = SrtpSession.open(keys(profile, 1), true);
        SrtpSession server = SrtpSession.open(keys(profile, 1), false)) {
      for (int i = 0; i < 20; i++) {
        byte[] packet = rtp(SSRC, 65_530 + i);
        client.protectRtp(packet, 0, RTP_BYTES);
        assertThat(server.unprotectRtp(packet, 0, client.resultLength())).isEqualTo(SrtpResult.OK);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatWasMadeWithOtherKeysOrChangedOnTheWay(SrtpProfile profile) {
    try (SrtpSession stranger = SrtpSession.open(keys(profile, 2), true);
        SrtpSession client = SrtpSession.open(keys(profile, 1), true);
        SrtpSession server = SrtpSession.open(keys(profile, 1), false)) {
      byte[] foreign = rtp(SSRC, 1);
      stranger.protectRtp(foreign, 0, RTP_BYTES);
      byte[] changed = rtp(SSRC, 1);
      client.protectRtp(changed, 0, RTP_BYTES);
      int length = client.resultLength();
      changed[20] ^= 1;

      assertThat(server.unprotectRtp(foreign, 0, length))
          .isEqualTo(SrtpResult.AUTHENTICATION_FAILED);
      assertThat(server.unprotectRtp(changed, 0, length))
          .isEqualTo(SrtpResult.AUTHENTICATION_FAILED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void forgeriesOfManySourcesTakeNoRoom(SrtpProfile profile) {
    try (SrtpSession client = SrtpSession.open(keys(profile, 1), true);
        SrtpSession server = SrtpSession.open(keys(profile, 1), false)) {
      for (int i = 0; i < 100; i++) {
        assertThat(server.unprotectRtp(rtp(i, 1), 0, RTP_BYTES))
            .isEqualTo(SrtpResult.AUTHENTICATION_FAILED);
      }
      byte[] packet = rtp(SSRC, 1);
      client.protectRtp(packet, 0, RTP_BYTES);

      assertThat(server.unprotectRtp(packet, 0, client.resultLength())).isEqualTo(SrtpResult.OK);
    }
  }

  @Test
  void takesNoMoreSourcesThanItMay() {
    SrtpKeys keys = keys(SrtpProfile.AEAD_AES_128_GCM, 1);
    try (SrtpSession server = SrtpSession.open(keys, false)) {
      for (int i = 0; i < SrtpSession.MAX_SOURCES; i++) {
        assertThat(server.prepare(i)).isTrue();
      }

      assertThat(server.prepare(SSRC)).isFalse();
      assertThat(server.prepare(0)).as("one that is known").isTrue();
      assertThat(server.unprotectRtp(rtp(SSRC, 1), 0, RTP_BYTES))
          .isEqualTo(SrtpResult.TOO_MANY_SOURCES);
      assertThat(server.unprotectRtcp(receiverReport(SSRC), 0, 28))
          .isEqualTo(SrtpResult.TOO_MANY_SOURCES);
    }
  }

  @Test
  void protectsReportsWhoseKeysWerePreparedAsAnyOther() {
    SrtpKeys keys = keys(SrtpProfile.AEAD_AES_128_GCM, 1);
    try (SrtpSession client = SrtpSession.open(keys, true);
        SrtpSession server = SrtpSession.open(keys, false)) {
      server.prepareReports(SSRC);
      server.prepareReports(SSRC);
      byte[] packet = receiverReport(SSRC);

      assertThat(server.protectRtcp(packet, 0, 8)).isEqualTo(SrtpResult.OK);
      assertThat(client.unprotectRtcp(packet, 0, server.resultLength())).isEqualTo(SrtpResult.OK);
    }
  }

  @Test
  void aForgeryBeforeTheFirstPacketOfAPreparedSourceSpoilsNothing() {
    SrtpKeys keys = keys(SrtpProfile.AEAD_AES_128_GCM, 1);
    try (SrtpSession client = SrtpSession.open(keys, true);
        SrtpSession server = SrtpSession.open(keys, false)) {
      server.prepare(SSRC);
      server.unprotectRtp(rtp(SSRC, 60_000), 0, RTP_BYTES);
      byte[] packet = rtp(SSRC, 1);
      client.protectRtp(packet, 0, RTP_BYTES);

      assertThat(server.unprotectRtp(packet, 0, client.resultLength())).isEqualTo(SrtpResult.OK);
    }
  }

  @ParameterizedTest
  @EnumSource
  void throwsNothingForTruncatedAndRandomBytes(SrtpProfile profile) {
    Random random = new Random(3);
    try (SrtpSession server = SrtpSession.open(keys(profile, 1), false)) {
      for (int i = 0; i < 3000; i++) {
        byte[] bytes = new byte[random.nextInt(0, 80)];
        random.nextBytes(bytes);
        if (bytes.length > 0 && i % 3 > 0) {
          bytes[0] = (byte) (0x80 | (bytes[0] & 0x3f));
        }
        assertThat(server.unprotectRtp(bytes, 0, bytes.length)).isNotEqualTo(SrtpResult.OK);
        assertThat(server.unprotectRtcp(bytes, 0, bytes.length)).isNotEqualTo(SrtpResult.OK);
      }
    }
  }

  /// RFC 3711 B.3 gives this master key, and libsrtp publishes what the packet becomes under it:
  /// key derivation, cipher and tag meet in one vector.
  @Test
  void encryptsLikeTheReferenceImplementation() {
    HexFormat hex = HexFormat.of();
    String masterKey = "e1f97a0d3e018be0d64fa32c06de4139";
    String masterSalt = "0ec675ad498afeebb6960b3aabe6";
    SrtpKeys keys =
        SrtpKeys.ofExported(
            SrtpProfile.AES128_CM_HMAC_SHA1_80,
            hex.parseHex(masterKey + masterKey + masterSalt + masterSalt));
    byte[] packet = new byte[28 + SrtpSession.MAX_TRAILER_BYTES];
    System.arraycopy(
        hex.parseHex("800f1234decafbadcafebabeabababababababababababababababab"), 0, packet, 0, 28);

    try (SrtpSession client = SrtpSession.open(keys, true)) {
      client.protectRtp(packet, 0, 28);

      assertThat(hex.formatHex(packet, 0, client.resultLength()))
          .isEqualTo(
              "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb");
    }
  }

  @Test
  void showsNoKeyInItsText() {
    assertThat(keys(SrtpProfile.AEAD_AES_128_GCM, 1)).hasToString("SrtpKeys[AEAD_AES_128_GCM]");
  }
}
