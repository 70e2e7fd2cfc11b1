package io.sluice.worker.udp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A port by the system calls of Linux: one recvmmsg(2) a batch in, one sendmmsg(2) a batch out.
final class LinuxDatagramPort implements DatagramPort {
  private static final Logger log = LoggerFactory.getLogger(LinuxDatagramPort.class);
  private static final int EFD_NONBLOCK_CLOEXEC = 0x80800;
  private static final short POLLIN = 1;
  private static final int POLLFD_BYTES = 8;
  private static final int REVENTS_AT = 6;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int MAX_ERRORS = 16;

  private final LinuxSocket socket;
  private final InetSocketAddress localAddress;
  private final ReceiveSlab incoming;
  private final SendSlab queued;
  private final Object sending = new Object();
  private final SendSlab immediate; // Guarded by sending.
  private boolean closed; // Guarded by sending.
  private final int wakeUpFd;
  private final MemorySegment captured;
  private final MemorySegment polled;
  private final MemorySegment timeout;
  private final MemorySegment one;
  private final MemorySegment counted;
  private final AtomicBoolean wokenUp = new AtomicBoolean();

  /// @param arena frees by itself: no thread can meet memory that is gone
  private LinuxDatagramPort(Arena arena, LinuxSocket socket) throws IOException {
    this.socket = socket;
    this.localAddress = socket.localAddress();
    this.incoming = new ReceiveSlab(arena, socket.family(), socket.coalesces());
    this.queued = new SendSlab(arena, socket.fd(), socket.family(), socket.segments());
    this.immediate = new SendSlab(arena, socket.fd(), socket.family(), false);
    this.captured = arena.allocate(Libc.CAPTURED);
    this.polled = arena.allocate(2 * POLLFD_BYTES, 8);
    this.timeout = arena.allocate(16, 8);
    this.one = arena.allocateFrom(JAVA_LONG, 1L);
    this.counted = arena.allocate(JAVA_LONG);
    this.wakeUpFd = Libc.eventfd(captured, 0, EFD_NONBLOCK_CLOEXEC);
    if (wakeUpFd < 0) {
      throw new IOException("eventfd: " + Errno.text(Libc.errno(captured)));
    }
    poll(0, socket.fd());
    poll(1, wakeUpFd);
  }

  /// @throws IOException when the port cannot be bound; nothing is left open then
  static LinuxDatagramPort open(PortOptions options) throws IOException {
    LinuxSocket socket = LinuxSocket.open(options);
    try {
      return new LinuxDatagramPort(Arena.ofAuto(), socket);
    } catch (IOException | RuntimeException e) {
      closeFds(socket.fd());
      throw e;
    }
  }

  @Override
  public Receipt receive(Handler handler) throws IOException {
    for (int i = 0; i < MAX_ERRORS; i++) {
      int messages = incoming.fill(socket.fd());
      if (messages > 0) {
        incoming.handOver(messages, handler);
        return ReceiveSlab.isFull(messages) ? Receipt.FULL : Receipt.SOME;
      }
      int errno = incoming.errno();
      if (messages == 0 || errno == Errno.EAGAIN) {
        return Receipt.NOTHING;
      }
      if (errno != Errno.EINTR && errno != Errno.ECONNREFUSED) {
        throw new IOException("recvmmsg: " + Errno.text(errno));
      }
    }
    return Receipt.NOTHING;
  }

  @Override
  public void await(long nanos) throws IOException {
    long wait = Math.max(0, nanos);
    timeout.set(JAVA_LONG, 0, wait / NANOS_PER_SECOND);
    timeout.set(JAVA_LONG, 8, wait % NANOS_PER_SECOND);
    int ready = Libc.ppoll(captured, polled, 2, timeout);
    if (ready < 0 && Libc.errno(captured) != Errno.EINTR) {
      throw new IOException("ppoll: " + Errno.text(Libc.errno(captured)));
    }
    if (ready > 0 && polled.get(JAVA_SHORT, POLLFD_BYTES + REVENTS_AT) != 0) {
      // In this order: a wake-up between the two is one of this wait's, which ends now.
      long _ = Libc.read(captured, wakeUpFd, counted, Long.BYTES);
      wokenUp.set(false);
    }
  }

  @Override
  public void wakeUp() {
    if (wokenUp.compareAndSet(false, true)) {
      synchronized (sending) {
        if (!closed) {
          try (Arena own = Arena.ofConfined()) {
            long _ = Libc.write(own.allocate(Libc.CAPTURED), wakeUpFd, one, Long.BYTES);
          }
        }
      }
    }
  }

  @Override
  public void add(byte[] buffer, int offset, int length, UdpAddress destination) {
    queued.add(buffer, offset, length, destination);
  }

  @Override
  public void keepOrder() {
    queued.keepOrder();
  }

  @Override
  public void flush() {
    queued.flush();
  }

  @Override
  public void send(byte[] buffer, int offset, int length, UdpAddress destination) {
    synchronized (sending) {
      if (!closed) {
        immediate.add(buffer, offset, length, destination);
        immediate.flush();
      }
    }
  }

  @Override
  public long unsent() {
    return queued.unsent() + immediate.unsent();
  }

  @Override
  public InetSocketAddress localAddress() {
    return localAddress;
  }

  @Override
  public void close() {
    synchronized (sending) {
      if (closed) {
        return;
      }
      closed = true;
      closeFds(wakeUpFd, socket.fd());
    }
    log.atDebug().addKeyValue("port", localAddress.getPort()).log("port closed");
  }

  private void poll(int index, int fd) {
    polled.set(JAVA_INT, (long) index * POLLFD_BYTES, fd);
    polled.set(JAVA_SHORT, (long) index * POLLFD_BYTES + 4, POLLIN);
  }

  private static void closeFds(int... fds) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment captured = arena.allocate(Libc.CAPTURED);
      for (int fd : fds) {
        int _ = Libc.close(captured, fd);
      }
    }
  }
}
