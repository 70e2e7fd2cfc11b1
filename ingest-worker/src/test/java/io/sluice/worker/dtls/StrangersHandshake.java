package io.sluice.worker.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DatagramTransport;

/// The server's side of a handshake on the calling thread, with a client that sends what it likes
/// and then nothing more.
public final class StrangersHandshake {
  private static final DtlsIdentity SERVER = DtlsIdentity.generate();

  /// Of the certificate in the corpus, so that what follows it is read, too.
  private static final Fingerprint STRANGER =
      Fingerprint.parse(
              "sha-256 CE:A0:89:D5:19:6C:08:D8:8B:89:86:0D:76:EA:3F:97:"
                  + "B8:33:46:6A:66:8F:19:2B:04:4F:C5:55:2E:E8:A5:40")
          .orElseThrow();

  private StrangersHandshake() {}

  /// @param input datagrams, each behind its length in two bytes
  /// @return whether the handshake succeeded
  public static boolean run(byte[] input) {
    Sent datagrams = new Sent(input);
    Handshake handshake = new Handshake(SERVER, List.of(STRANGER));
    HandshakeTimes times = HandshakeTimes.within(Duration.ofSeconds(10));
    try {
      Object _ = new DTLSServerProtocol().accept(new ServerPeer(handshake, times), datagrams);
      return true;
    } catch (IOException _) {
      return false; // an alert, or the end of what was sent
    }
  }

  private static final class Sent implements DatagramTransport {
    private final Deque<byte[]> datagrams = new ArrayDeque<>();
    private final DatagramQueue queue = new DatagramQueue(DtlsRole.SERVER, (_, _, _) -> {});

    Sent(byte[] input) {
      int at = 0;
      while (at + 2 <= input.length) {
        int length = (input[at] & 0xff) << 8 | (input[at + 1] & 0xff);
        int end = Math.min(input.length, at + 2 + length);
        byte[] datagram = Arrays.copyOfRange(input, at + 2, end);
        if (RecordFilter.accepts(datagram, 0, datagram.length)) {
          datagrams.add(datagram);
        }
        at = end;
      }
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis)
        throws InterruptedIOException {
      byte[] next = datagrams.poll();
      if (next == null) {
        throw new InterruptedIOException("no more was sent");
      }
      queue.offer(next, 0, next.length);
      return queue.receive(buffer, offset, length, 1);
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
      queue.send(buffer, offset, length);
    }

    @Override
    public int getReceiveLimit() {
      return queue.getReceiveLimit();
    }

    @Override
    public int getSendLimit() {
      return queue.getSendLimit();
    }

    @Override
    public void close() {
      queue.close();
    }
  }
}
