package io.sluice.worker.testing;

import io.sluice.worker.rtp.RtcpWriter;
import io.sluice.worker.stun.StunWriter;
import io.sluice.worker.stun.TransactionId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/// Datagrams that lead to nothing, of every kind a stranger may send to a media port: the same ones
/// each time.
///
/// Thread: one at a time.
public final class Garbage {
  private static final int MAX_BYTES = 1_500;
  private static final int KINDS = 9;

  /// In clear, with the epoch of the handshake: close_notify, and a fatal one.
  private static final byte[] CLOSE_NOTIFY =
      HexFormat.of().parseHex("15fefd000000000000000900020100");

  private static final byte[] FATAL_ALERT =
      HexFormat.of().parseHex("15fefd000000000000000a00020228");

  private final Random random = new Random(4_711);
  private final String ufrag;
  private int made;

  /// @param ufrag the name of a session that lives
  public Garbage(String ufrag) {
    this.ufrag = ufrag;
  }

  /// One of the kinds, each in turn.
  public byte[] next() {
    return switch (made++ % KINDS) {
      case 0 -> bytes(1 + random.nextInt(MAX_BYTES));
      case 1 -> check(ufrag, "not the password of the answer");
      case 2 -> check("nobody", "the password of nobody");
      case 3 -> truncated(check(ufrag, "not the password of the answer"));
      case 4 -> rtp(TestPublisher.VIDEO_SSRC);
      case 5 -> rtp(random.nextInt());
      case 6 -> rtcp();
      case 7 -> dtls();
      default -> random.nextBoolean() ? CLOSE_NOTIFY : FATAL_ALERT;
    };
  }

  private byte[] check(String name, String password) {
    return StunWriter.request(
        TransactionId.random(random), name + ":tEsT", password, 1, 1, random.nextBoolean());
  }

  private byte[] truncated(byte[] datagram) {
    return Arrays.copyOf(datagram, 1 + random.nextInt(datagram.length - 1));
  }

  /// Of the stream's payload type, but not encrypted with its keys.
  private byte[] rtp(int ssrc) {
    return RtpDatagram.of(
        ssrc,
        TestPublisher.VIDEO_PT,
        random.nextInt(1 << 16),
        random.nextInt(),
        random.nextBoolean(),
        bytes(20 + random.nextInt(1_000)));
  }

  private byte[] rtcp() {
    RtcpWriter writer = new RtcpWriter(256);
    writer.senderReport(TestPublisher.VIDEO_SSRC, random.nextLong(), 0, 1, 1);
    writer.bye(TestPublisher.VIDEO_SSRC);
    return Arrays.copyOf(writer.buffer(), writer.length());
  }

  private byte[] dtls() {
    byte[] record = bytes(13 + random.nextInt(200));
    record[0] = (byte) (20 + random.nextInt(6));
    record[1] = (byte) 0xfe;
    record[2] = (byte) 0xfd;
    record[3] = 0;
    record[4] = (byte) random.nextInt(3);
    record[11] = (byte) ((record.length - 13) >> 8);
    record[12] = (byte) (record.length - 13);
    return record;
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
