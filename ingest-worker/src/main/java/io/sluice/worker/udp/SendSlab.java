package io.sluice.worker.udp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.LongAdder;

/// Datagrams put together in native memory until one sendmmsg(2) sends them all.
///
/// Datagrams of one size to one destination become a run: one message that the kernel cuts
/// (UDP_SEGMENT), though datagrams to others lie between. The last of a run may be shorter.
///
/// Thread: one at a time, but for [#unsent].
final class SendSlab {
  private static final int MAX_MESSAGES = 256;
  private static final int MAX_PIECES = 512;
  private static final int DATA_BYTES = 512 * 1024;

  /// The kernel's UDP_MAX_SEGMENTS, as its first version had it.
  private static final int MAX_SEGMENTS = 64;

  /// One IP packet's worth, headers aside.
  private static final int MAX_RUN_BYTES = 65_000;

  private final int fd;
  private final int family;
  private final MessageHeaders headers;
  private final MemorySegment data;
  private final MemorySegment captured;
  private final RunsByDestination latest = new RunsByDestination();
  private final Run[] runs = new Run[MAX_MESSAGES];
  private final int[] pieceAt = new int[MAX_PIECES];
  private final int[] pieceBytes = new int[MAX_PIECES];
  private final int[] pieceAfter = new int[MAX_PIECES];
  private boolean segmented;
  private int runCount;
  private int pieceCount;
  private int dataBytes;
  private final LongAdder unsent = new LongAdder();

  /// One message in the making.
  static final class Run {
    UdpAddress destination = new UdpAddress();
    int segmentBytes;
    int segments;
    int bytes;
    int firstPiece;
    int lastPiece;
    boolean closed;

    private boolean takes(int length) {
      return !closed
          && length > 0 // an empty datagram leaves no trace behind others
          && length <= segmentBytes
          && segments < MAX_SEGMENTS
          && bytes + length <= MAX_RUN_BYTES;
    }
  }

  /// @param segmented whether the kernel knows UDP_SEGMENT
  SendSlab(Arena arena, int fd, int family, boolean segmented) {
    this.fd = fd;
    this.family = family;
    this.segmented = segmented;
    this.headers = new MessageHeaders(arena, MAX_MESSAGES + 1, MAX_PIECES + 1);
    this.data = arena.allocate(DATA_BYTES, 64);
    this.captured = arena.allocate(Libc.CAPTURED);
    for (int i = 0; i < MAX_MESSAGES; i++) {
      runs[i] = new Run();
    }
  }

  void add(byte[] buffer, int offset, int length, UdpAddress destination) {
    if (length > DatagramPort.MAX_DATAGRAM_BYTES || !SocketAddresses.fits(family, destination)) {
      unsent.increment();
      return;
    }
    if (pieceCount == MAX_PIECES || runCount == MAX_MESSAGES || dataBytes + length > DATA_BYTES) {
      flush();
    }
    MemorySegment.copy(buffer, offset, data, ValueLayout.JAVA_BYTE, dataBytes, length);
    Run open = segmented ? latest.of(destination) : null;
    if (open != null && open.takes(length)) {
      append(open, length);
    } else {
      begin(length, destination);
    }
    dataBytes += length;
  }

  /// Whatever is added from here on is sent after all that was added before.
  void keepOrder() {
    latest.clear();
  }

  void flush() {
    if (runCount == 0) {
      return;
    }
    writeHeaders();
    int sent = 0;
    int refusals = 0;
    while (sent < runCount) {
      int count = Libc.sendmmsg(captured, fd, headers.from(sent), runCount - sent);
      if (count > 0) {
        sent += count;
      } else if (isForAnother(Libc.errno(captured)) && refusals < runCount) {
        refusals++;
      } else {
        failed(runs[sent], Libc.errno(captured));
        sent++;
      }
    }
    latest.clear();
    runCount = 0;
    pieceCount = 0;
    dataBytes = 0;
  }

  /// Thread: any.
  long unsent() {
    return unsent.sum();
  }

  boolean isSegmented() {
    return segmented;
  }

  /// A signal, or the news that an earlier datagram was refused (ICMP): this one was not tried.
  private static boolean isForAnother(int errno) {
    return errno == Errno.EINTR || errno == Errno.ECONNREFUSED;
  }

  private void append(Run run, int length) {
    int last = run.lastPiece;
    if (pieceAt[last] + pieceBytes[last] == dataBytes) {
      pieceBytes[last] += length;
    } else {
      int piece = newPiece(length);
      pieceAfter[last] = piece;
      run.lastPiece = piece;
    }
    run.segments++;
    run.bytes += length;
    run.closed = length < run.segmentBytes;
  }

  private void begin(int length, UdpAddress destination) {
    int piece = newPiece(length);
    Run run = runs[runCount];
    run.destination = destination;
    run.segmentBytes = length;
    run.segments = 1;
    run.bytes = length;
    run.firstPiece = piece;
    run.lastPiece = piece;
    run.closed = false;
    SocketAddresses.write(headers.names(), MessageHeaders.nameAt(runCount), family, destination);
    latest.put(run);
    runCount++;
  }

  private int newPiece(int length) {
    pieceAt[pieceCount] = dataBytes;
    pieceBytes[pieceCount] = length;
    pieceAfter[pieceCount] = -1;
    return pieceCount++;
  }

  private void writeHeaders() {
    int iovec = 0;
    for (int i = 0; i < runCount; i++) {
      Run run = runs[i];
      int first = iovec;
      for (int piece = run.firstPiece; piece >= 0; piece = pieceAfter[piece]) {
        headers.iovec(iovec++, data.address() + pieceAt[piece], pieceBytes[piece]);
      }
      headers.iovecs(i, first, iovec - first);
      headers.nameBytes(i, SocketAddresses.bytes(family));
      if (run.segments > 1) {
        headers.segmentBytes(i, run.segmentBytes);
      } else {
        headers.noControl(i);
      }
    }
  }

  private void failed(Run run, int errno) {
    if (run.segments > 1 && Errno.refusesSegments(errno)) {
      segmented = false;
      sendSingly(run);
    } else {
      unsent.add(run.segments);
    }
  }

  private void sendSingly(Run run) {
    SocketAddresses.write(
        headers.names(), MessageHeaders.nameAt(MAX_MESSAGES), family, run.destination);
    headers.nameBytes(MAX_MESSAGES, SocketAddresses.bytes(family));
    headers.noControl(MAX_MESSAGES);
    headers.iovecs(MAX_MESSAGES, MAX_PIECES, 1);
    for (int piece = run.firstPiece; piece >= 0; piece = pieceAfter[piece]) {
      for (int at = 0; at < pieceBytes[piece]; at += run.segmentBytes) {
        int bytes = Math.min(run.segmentBytes, pieceBytes[piece] - at);
        headers.iovec(MAX_PIECES, data.address() + pieceAt[piece] + at, bytes);
        if (Libc.sendmmsg(captured, fd, headers.from(MAX_MESSAGES), 1) != 1) {
          unsent.increment();
        }
      }
    }
  }
}
