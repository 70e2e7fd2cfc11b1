package io.sluice.worker.rtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtcpTest {
  private static final ReportBlock BLOCK = new ReportBlock(0x0a0b0c0d, 64, -5, 70_000, 90, 7, 8);

  private final RtcpWriter writer = new RtcpWriter(1500);

  private byte[] written() {
    return Arrays.copyOf(writer.buffer(), writer.length());
  }

  private List<RtcpPacket> read() {
    return RtcpReader.read(writer.buffer(), 0, writer.length());
  }

  @Test
  void writesASenderReportAsTheStandardDrawsIt() {
    writer.senderReport(0x01020304, 0x1111111122222222L, 0x33333333, 5, 600);

    assertThat(written())
        .isEqualTo(
            Packets.hex("80 c8 00 06 01020304 11111111 22222222 33333333 00000005 00000258"));
    assertThat(read())
        .containsExactly(
            new RtcpPacket.SenderReport(
                0x01020304, 0x1111111122222222L, 0x33333333, 5, 600, List.of()));
  }

  @Test
  void writesReceiverReportsWithTheirBlocks() {
    writer.receiverReport(9, List.of(BLOCK, BLOCK));

    assertThat(Arrays.copyOf(written(), 20))
        .isEqualTo(Packets.hex("82 c9 00 0d 00000009 0a0b0c0d 40fffffb 00011170"));
    assertThat(read()).containsExactly(new RtcpPacket.ReceiverReport(9, List.of(BLOCK, BLOCK)));
  }

  @Test
  void clampsACumulativeLossThatDoesNotFit() {
    writer.receiverReport(9, List.of(new ReportBlock(1, 0, 0x7fff_ffff, 0, 0, 0, 0)));

    assertThat(read())
        .containsExactly(
            new RtcpPacket.ReceiverReport(
                9, List.of(new ReportBlock(1, 0, 0x7f_ffff, 0, 0, 0, 0))));
  }

  /// What ends an FFmpeg that listens, 16 bytes.
  @Test
  void writesTheReportAndByeThatEndsAReceiver() {
    writer.receiverReport(0x01020304, List.of()).bye(0x01020304);

    assertThat(written()).isEqualTo(Packets.hex("80 c9 00 01 01020304 81 cb 00 01 01020304"));
    assertThat(read())
        .containsExactly(
            new RtcpPacket.ReceiverReport(0x01020304, List.of()),
            new RtcpPacket.Bye(List.of(0x01020304)));
  }

  @Test
  void writesACompoundWithItsCanonicalName() {
    for (String name : List.of("a", "ab", "abc", "abcd", "x".repeat(255))) {
      writer.reset().receiverReport(1, List.of()).sourceDescription(1, name.getBytes(UTF_8));

      assertThat(read()).hasSize(2).last().isInstanceOf(RtcpPacket.Unknown.class);
      assertThat(written()[writer.length() - 1]).as("ends with a zero").isZero();
    }
    writer.reset().sourceDescription(0x01020304, "ab".getBytes(UTF_8));
    assertThat(written()).isEqualTo(Packets.hex("81 ca 00 03 01020304 01 02 61 62 00000000"));
  }

  @Test
  void writesAPictureLossIndication() {
    writer.pictureLossIndication(1, 2);

    assertThat(written()).isEqualTo(Packets.hex("81 ce 00 02 00000001 00000002"));
    assertThat(read()).containsExactly(new RtcpPacket.PictureLossIndication(1, 2));
  }

  @Test
  void packsNearLossesIntoOneEntry() {
    int[] lost = {65_530, 65_531, 10, 11, 200};
    writer.genericNack(1, 2, lost, lost.length);

    assertThat(written())
        .isEqualTo(Packets.hex("81 cd 00 05 00000001 00000002 fffa8001 000b0000 00c80000"));
    assertThat(read())
        .containsExactly(new RtcpPacket.GenericNack(1, 2, List.of(65_530, 65_531, 10, 11, 200)));
  }

  @Test
  void takesOnlyTheCountedLosses() {
    writer.genericNack(1, 2, new int[] {5, 6, 7}, 1);

    assertThat(read()).containsExactly(new RtcpPacket.GenericNack(1, 2, List.of(5)));
  }

  @Test
  void writesTheBitrateAsMantissaAndExponent() {
    writer.receiverEstimatedMaximumBitrate(1, 4_000_000, 0x0a, 0x0b);

    // 4,000,000 = 250,000 * 2^4, and 250,000 is 0x3d090, the largest mantissa being 0x3ffff
    assertThat(written())
        .isEqualTo(
            Packets.hex("8f ce 00 06 00000001 00000000 52454d42 02 13d090 0000000a 0000000b"));
  }

  @Test
  void anUnknownPacketIsAValueAndTheRestIsRead() {
    byte[] bytes = Packets.hex("82 cc 00 01 01020304 81 cb 00 01 00000005");

    assertThat(RtcpReader.read(bytes, 0, bytes.length))
        .containsExactly(new RtcpPacket.Unknown(204, 2, 8), new RtcpPacket.Bye(List.of(5)));
  }

  @Test
  void aPacketThatIsTooShortForItsContentIsUnknown() {
    byte[] report = Packets.hex("81 c9 00 01 00000001");

    assertThat(RtcpReader.read(report, 0, report.length))
        .containsExactly(new RtcpPacket.Unknown(201, 1, 8));
  }

  @Test
  void aPacketThatGoesPastItsBytesEndsTheList() {
    byte[] bytes = Packets.hex("81 cb 00 01 00000005 81 cb 00 02 00000005");

    assertThat(RtcpReader.read(bytes, 0, bytes.length))
        .containsExactly(new RtcpPacket.Bye(List.of(5)), new RtcpPacket.Malformed(8));
  }

  @Test
  void truncatedAndRandomBytesThrowNothing() {
    writer.senderReport(1, 2, 3, 4, 5).receiverReport(9, List.of(BLOCK));
    writer.genericNack(1, 2, new int[] {1, 5, 900}, 3).bye(1);
    Random random = new Random(31);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = written();
      for (int change = 0; change < 3; change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      int length = random.nextInt(bytes.length + 1);
      List<RtcpPacket> packets = RtcpReader.read(Arrays.copyOf(bytes, length), 0, length);
      assertThat(packets.isEmpty()).isEqualTo(length == 0);
    }
  }
}
