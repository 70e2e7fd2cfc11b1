package io.sluice.worker.peer.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyPacketsTest {
  @Test
  void keepsSoManyPacketsThatComeTooEarly() {
    EarlyPackets early = new EarlyPackets();
    for (int i = 0; i < EarlyPackets.MAX_PACKETS; i++) {
      assertThat(early.keep(new byte[] {(byte) i}, 0, 1)).isTrue();
    }
    assertThat(early.keep(new byte[] {99}, 0, 1)).isFalse();
    List<Byte> drained = new ArrayList<>();
    early.drainTo(packet -> drained.add(packet[0]));
    early.drainTo(packet -> drained.add(packet[0]));

    assertThat(drained)
        .hasSize(EarlyPackets.MAX_PACKETS)
        .startsWith((byte) 0, (byte) 1)
        .endsWith((byte) (EarlyPackets.MAX_PACKETS - 1));
  }
}
