package io.sluice.worker.peer.loop;

import io.sluice.worker.legs.LegOutput;
import io.sluice.worker.peer.tally.Tally;
import io.sluice.worker.reception.PacketPool;
import io.sluice.worker.udp.DatagramPort;
import io.sluice.worker.udp.DatagramPort.Receipt;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An event loop: a batch of datagrams to their sessions, what they answer and what goes to FFmpeg
/// in one batch each, tasks of other threads, timers. Under load it looks once a millisecond, so
/// that one wake-up serves many datagrams.
///
/// Thread: its own; [#execute], [#handOver] and [#close] from any.
public final class MediaLoop implements Executor, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MediaLoop.class);
  private static final long TICK_NANOS = 20_000_000L;
  private static final long BATCH_NANOS = 1_000_000L;

  /// A nap shorter than the system's timers are exact is none.
  private static final long SHORTEST_NAP_NANOS = 100_000L;

  /// Some 100 ms of a stream whose address changed; more is dropped, as a full socket does.
  private static final int MAX_HANDOVERS = 1_024;

  private static final long PATIENCE_MILLIS = 1_000;

  private final DatagramPort port;
  private final DatagramPort legPort;
  private final LegOutput legs;
  private final PacketPool pool = new PacketPool();
  private final SessionTable sessions;
  private final Demultiplexer demultiplexer;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<Handover> handovers = new ArrayBlockingQueue<>(MAX_HANDOVERS);
  private final Thread thread;
  private long nextTick = System.nanoTime();
  private volatile boolean closed;

  /// @param legPort only this loop sends from it
  public MediaLoop(
      String name, DatagramPort port, DatagramPort legPort, SessionTable sessions, Tally tally) {
    this.port = port;
    this.legPort = legPort;
    this.sessions = sessions;
    this.legs = new LoopLegs(legPort, this);
    this.demultiplexer = new Demultiplexer(this, sessions, tally);
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  public DatagramPort port() {
    return port;
  }

  public LegOutput legs() {
    return legs;
  }

  /// Thread: this loop's.
  public PacketPool pool() {
    return pool;
  }

  @Override
  public void execute(Runnable task) {
    boolean _ = tryExecute(task);
  }

  /// @return false when the loop has ended; the task is then not run
  public boolean tryExecute(Runnable task) {
    if (closed) {
      return false;
    }
    tasks.add(task);
    port.wakeUp();
    return true;
  }

  /// Takes a datagram that came elsewhere.
  ///
  /// @return false when there are too many already
  public boolean handOver(Handover datagram) {
    boolean taken = handovers.offer(datagram);
    port.wakeUp();
    return taken;
  }

  /// As [#handOver], but waits a while for room: the sender's TCP waits too, then.
  public boolean handOverPatiently(Handover datagram) throws InterruptedException {
    boolean taken = handovers.offer(datagram, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    port.wakeUp();
    return taken;
  }

  /// Runs the tasks already given, then ends; the ports stay open.
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

  private void run() {
    while (!closed) {
      long began = System.nanoTime();
      Receipt receipt = turn(began);
      switch (receipt) {
        case FULL -> {
          // More is waiting.
        }
        case SOME -> nap(began + BATCH_NANOS);
        case NOTHING -> guarded(() -> await(nextTick - System.nanoTime()));
      }
    }
    runTasks();
    flush();
  }

  private Receipt turn(long nowNanos) {
    Receipt receipt = receive();
    takeHandovers();
    flush();
    boolean more = runTasks();
    if (nowNanos - nextTick >= 0) {
      nextTick = nowNanos + TICK_NANOS;
      tick(nowNanos);
      more = true;
    }
    if (more) {
      flush();
    }
    return receipt;
  }

  private Receipt receive() {
    try {
      return port.receive(demultiplexer);
    } catch (IOException e) {
      log.atDebug().addKeyValue("reason", e.getMessage()).log("datagrams not received");
      return Receipt.SOME; // an error that stays must not keep the loop spinning
    }
  }

  private void takeHandovers() {
    Handover next = handovers.poll();
    while (next != null) {
      Handover datagram = next;
      guarded(() -> demultiplexer.handedOver(datagram));
      next = handovers.poll();
    }
  }

  private void tick(long nowNanos) {
    for (LoopSession peer : sessions.all()) {
      if (peer.livesOn(this)) {
        guarded(() -> peer.tick(nowNanos));
      }
    }
  }

  private boolean runTasks() {
    boolean any = false;
    Runnable task = tasks.poll();
    while (task != null) {
      any = true;
      guarded(task);
      task = tasks.poll();
    }
    return any;
  }

  private void flush() {
    legPort.flush();
    port.flush();
  }

  private void await(long nanos) {
    try {
      port.await(nanos);
    } catch (IOException e) {
      log.atWarn().addKeyValue("reason", e.getMessage()).log("the media loop cannot wait");
      nap(System.nanoTime() + BATCH_NANOS);
    }
  }

  private static void nap(long untilNanos) {
    long nanos = untilNanos - System.nanoTime();
    if (nanos >= SHORTEST_NAP_NANOS) {
      LockSupport.parkNanos(nanos);
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
