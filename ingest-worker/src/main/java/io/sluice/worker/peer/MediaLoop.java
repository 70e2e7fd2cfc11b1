package io.sluice.worker.peer;

import io.sluice.worker.rtp.PacketKind;
import io.sluice.worker.stun.StunMessage;
import io.sluice.worker.stun.StunReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The event loop: datagrams to their sessions, tasks of other threads, timers.
///
/// Thread: `media-loop`, its own; [#execute] and [#close] from any.
final class MediaLoop implements Executor, MediaPort.DatagramHandler, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MediaLoop.class);
  private static final long TICK_NANOS = 20_000_000L;
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private final MediaPort port;
  private final SessionTable sessions;
  private final Tally tally;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean closed;

  MediaLoop(MediaPort port, SessionTable sessions, Tally tally) {
    this.port = port;
    this.sessions = sessions;
    this.tally = tally;
    this.thread = Thread.ofPlatform().daemon().name("media-loop").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    port.wakeUp();
  }

  /// Runs the tasks already given, then ends; the port stays open.
  @Override
  public void close() {
    closed = true;
    port.wakeUp();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void datagram(
      byte[] buffer, int offset, int length, InetSocketAddress source, long arrivalNanos) {
    tally.datagramsReceived.increment();
    switch (PacketKind.of(buffer, offset, length)) {
      case STUN -> stun(buffer, offset, length, source, arrivalNanos);
      case DTLS -> {
        PublisherPeer peer = known(source);
        if (peer != null) {
          peer.dtls(buffer, offset, length, source);
        }
      }
      case RTP, RTCP -> {
        PublisherPeer peer = known(source);
        if (peer != null) {
          peer.media(buffer, offset, length, arrivalNanos);
        }
      }
      case UNKNOWN -> tally.dropped(DropReason.NOT_OURS);
    }
  }

  private void stun(
      byte[] buffer, int offset, int length, InetSocketAddress source, long arrivalNanos) {
    if (!(StunReader.read(buffer, offset, length) instanceof StunMessage.BindingRequest request)) {
      tally.dropped(DropReason.STUN_UNKNOWN);
      return;
    }
    PublisherPeer peer = sessions.named(request.localUfrag());
    if (peer == null) {
      tally.dropped(DropReason.STUN_UNKNOWN);
    } else {
      peer.stun(request, source, arrivalNanos);
    }
  }

  private @Nullable PublisherPeer known(InetSocketAddress source) {
    PublisherPeer peer = sessions.at(source);
    if (peer == null) {
      tally.dropped(DropReason.ADDRESS_UNKNOWN);
    }
    return peer;
  }

  private void run() {
    long nextTick = System.nanoTime();
    while (!closed) {
      long wait = nextTick - System.nanoTime();
      guarded(() -> receive(wait));
      runTasks();
      long now = System.nanoTime();
      if (now - nextTick >= 0) {
        nextTick = now + TICK_NANOS;
        for (PublisherPeer peer : sessions.all()) {
          guarded(() -> peer.tick(now));
        }
      }
    }
    runTasks();
  }

  private void receive(long waitNanos) {
    try {
      port.receive(Math.max(1, waitNanos / NANOS_PER_MILLI), this);
    } catch (IOException e) {
      // An ICMP error of some publisher's host; the port itself is well.
      log.atDebug().addKeyValue("reason", e.getMessage()).log("datagram not received");
    }
  }

  private void runTasks() {
    Runnable task = tasks.poll();
    while (task != null) {
      guarded(task);
      task = tasks.poll();
    }
  }

  /// A bug met by one session must not end the thread that all sessions share.
  private static void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("the media loop met a bug");
    }
  }
}
