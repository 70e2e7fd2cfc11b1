package io.sluice.worker.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketKindTest {
  private static PacketKind kind(int first, int second) {
    byte[] datagram = new byte[20];
    datagram[0] = (byte) first;
    datagram[1] = (byte) second;
    return PacketKind.of(datagram, 0, datagram.length);
  }

  @ParameterizedTest
  @CsvSource({
    "0,1,STUN",
    "3,1,STUN",
    "4,1,UNKNOWN",
    "16,0,UNKNOWN",
    "19,0,UNKNOWN",
    "20,254,DTLS",
    "63,254,DTLS",
    "64,0,UNKNOWN",
    "127,0,UNKNOWN",
    "128,96,RTP",
    "144,224,RTP",
    "128,191,RTP",
    "128,192,RTCP",
    "129,200,RTCP",
    "191,223,RTCP",
    "128,224,RTP",
    "192,96,UNKNOWN",
    "255,255,UNKNOWN",
  })
  void isToldByTheFirstTwoBytes(int first, int second, PacketKind expected) {
    assertThat(kind(first, second)).isEqualTo(expected);
  }

  @Test
  void isUnknownWhenTooShortForItsHeader() {
    byte[] rtp = new byte[12];
    rtp[0] = (byte) 0x80;
    byte[] rtcp = {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 1};

    assertThat(PacketKind.of(rtp, 0, 0)).isEqualTo(PacketKind.UNKNOWN);
    assertThat(PacketKind.of(rtp, 0, 11)).isEqualTo(PacketKind.UNKNOWN);
    assertThat(PacketKind.of(rtp, 0, 12)).isEqualTo(PacketKind.RTP);
    assertThat(PacketKind.of(rtcp, 0, 7)).isEqualTo(PacketKind.UNKNOWN);
    assertThat(PacketKind.of(rtcp, 0, 8)).isEqualTo(PacketKind.RTCP);
  }
}
