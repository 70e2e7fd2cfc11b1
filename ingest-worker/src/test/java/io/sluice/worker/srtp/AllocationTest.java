package io.sluice.worker.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sluice.worker.rtp.PacketKind;
import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.rtp.VideoPayload;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What one packet costs the collector, by the thread's own count of allocated bytes.
class AllocationTest {
  private static final int PACKET_BYTES = 1200;
  private static final int PACKETS = 20_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final byte[] buffer = new byte[PACKET_BYTES + SrtpSession.MAX_TRAILER_BYTES];
  private final RtpPacket packet = new RtpPacket();

  /// The library makes a cipher's parameter object for each packet; nothing copies the packet.
  @ParameterizedTest
  @EnumSource
  void decryptingAllocatesFarLessThanThePacket(SrtpProfile profile) {
    SrtpKeys keys = SrtpKeys.ofExported(profile, new byte[profile.keyingMaterialBytes()]);
    try (SrtpSession client = SrtpSession.open(keys, true);
        SrtpSession server = SrtpSession.open(keys, false)) {
      long allocated = 0;
      for (int i = 0; i < 2 * PACKETS; i++) {
        writeHeader(i);
        client.protectRtp(buffer, 0, PACKET_BYTES);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        SrtpResult result = server.unprotectRtp(buffer, 0, client.resultLength());
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(result).isEqualTo(SrtpResult.OK);
        allocated += i < PACKETS ? 0 : bytes; // the first half warms up
      }

      assertThat(allocated / PACKETS).as("bytes for a packet").isLessThan(PACKET_BYTES / 4);
    }
  }

  @Test
  void readingAndRewritingAllocatesNothing() {
    long before = 0;
    for (int i = 0; i < 2 * PACKETS; i++) {
      if (i == PACKETS) {
        before = THREADS.getCurrentThreadAllocatedBytes(); // the first half warmed up
      }
      writeHeader(i);
      rewrite();
    }

    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated / PACKETS).as("bytes for a packet").isZero();
  }

  private void writeHeader(int index) {
    buffer[0] = (byte) 0x80;
    buffer[1] = 96;
    buffer[2] = (byte) (index >> 8);
    buffer[3] = (byte) index;
  }

  private void rewrite() {
    boolean read =
        PacketKind.of(buffer, 0, PACKET_BYTES) == PacketKind.RTP
            && packet.wrap(buffer, 0, PACKET_BYTES)
            && packet.transportSequence(3) < 0
            && !VideoPayload.VP8.startsKeyFrame(
                buffer, packet.payloadOffset(), packet.payloadLength());
    packet.stripToFixedHeader();
    packet.setSequenceNumber(7);
    packet.setRtpTimestamp(8);
    packet.setSsrc(9);
    if (!read) {
      throw new AssertionError("the packet was not read");
    }
  }
}
