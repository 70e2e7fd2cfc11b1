package io.sluice.worker.peer.loop;

import io.sluice.worker.peer.tally.Tally;
import io.sluice.worker.udp.DatagramIo;
import io.sluice.worker.udp.DatagramPort;
import io.sluice.worker.udp.PortOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The event loops, and the sockets they own: one each on the media port, among which the kernel
/// deals the publishers out, and one each towards FFmpeg.
///
/// All sockets are opened at start: one opened later would move half of the publishers to other
/// loops.
///
/// Thread: any.
public final class MediaLoops implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MediaLoops.class);

  private final List<MediaLoop> loops = new ArrayList<>();
  private final List<DatagramPort> ports = new ArrayList<>();
  private final AtomicInteger births = new AtomicInteger();

  /// Starts nothing yet.
  ///
  /// @throws java.io.UncheckedIOException when a socket cannot be had; nothing is left open then
  public static MediaLoops open(
      InetSocketAddress bind, DatagramIo io, int count, SessionTable sessions, Tally tally) {
    MediaLoops made = new MediaLoops();
    try {
      made.openAll(bind, io.resolved(), count, sessions, tally);
      return made;
    } catch (RuntimeException e) {
      made.closePorts();
      throw e;
    }
  }

  private void openAll(
      InetSocketAddress wanted, DatagramIo io, int count, SessionTable sessions, Tally tally) {
    boolean shared = count > 1;
    InetSocketAddress bind = shared ? free(wanted, io) : wanted;
    for (int i = 0; i < count; i++) {
      DatagramPort port = io.open(PortOptions.open(bind, shared));
      ports.add(port);
      DatagramPort legPort =
          io.open(
              PortOptions.sendOnly(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)));
      ports.add(legPort);
      loops.add(new MediaLoop("media-loop-" + i, port, legPort, sessions, tally));
    }
    log.atInfo()
        .addKeyValue("port", localAddress().getPort())
        .addKeyValue("io", io)
        .addKeyValue("loops", loops.size())
        .log("media port open");
  }

  /// A port that several sockets share could be shared with another program's too, which would then
  /// get half of our publishers: it must be free first.
  private static InetSocketAddress free(InetSocketAddress bind, DatagramIo io) {
    try (DatagramPort probe = io.open(PortOptions.open(bind, false))) {
      return new InetSocketAddress(bind.getAddress(), probe.localAddress().getPort());
    }
  }

  public void start() {
    loops.forEach(MediaLoop::start);
  }

  /// Where the next session is born.
  public MediaLoop next() {
    return loops.get(Math.floorMod(births.getAndIncrement(), loops.size()));
  }

  public InetSocketAddress localAddress() {
    return loops.getFirst().port().localAddress();
  }

  /// Datagrams that the kernel did not take.
  public long unsent() {
    return ports.stream().mapToLong(DatagramPort::unsent).sum();
  }

  /// Ends the threads; the ports stay open for last words.
  @Override
  public void close() {
    loops.forEach(MediaLoop::close);
  }

  public void closePorts() {
    ports.forEach(DatagramPort::close);
  }
}
