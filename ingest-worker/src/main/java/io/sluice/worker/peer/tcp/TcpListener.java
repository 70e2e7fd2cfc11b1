package io.sluice.worker.peer.tcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The TCP port for publishers whose network lets no UDP through: passive candidates (RFC 6544
/// §4.1).
///
/// Thread: `media-tcp-accept` accepts, `media-tcp-reaper` ends what is of no use.
public final class TcpListener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TcpListener.class);
  private static final int BACKLOG = 128;

  private final ServerSocket socket;
  private final TcpLimits limits;
  private final TcpSessions sessions;
  private final Set<TcpConnection> connections = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService reaper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("media-tcp-reaper").factory());

  private TcpListener(ServerSocket socket, TcpLimits limits, TcpSessions sessions) {
    this.socket = socket;
    this.limits = limits;
    this.sessions = sessions;
  }

  /// @throws UncheckedIOException when the port cannot be bound; nothing is left open then
  public static TcpListener open(InetSocketAddress bind, TcpLimits limits, TcpSessions sessions) {
    try {
      ServerSocket socket = new ServerSocket(bind.getPort(), BACKLOG, bind.getAddress());
      TcpListener listener = new TcpListener(socket, limits, sessions);
      listener.start();
      return listener;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the media port of TCP cannot be bound: " + bind + ": " + e.getMessage(), e);
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  public int connections() {
    return connections.size();
  }

  @Override
  public void close() {
    reaper.shutdownNow();
    try {
      socket.close();
    } catch (IOException e) {
      log.atWarn().addKeyValue("reason", e.getMessage()).log("tcp port not closed cleanly");
    }
    connections.forEach(TcpConnection::close);
    connections.clear();
  }

  private void start() {
    Thread.ofPlatform().daemon().name("media-tcp-accept").start(this::accept);
    long period = Math.clamp(limits.unproven().toMillis() / 10, 10, 1_000);
    var _ = reaper.scheduleWithFixedDelay(this::reap, period, period, TimeUnit.MILLISECONDS);
    log.atInfo().addKeyValue("port", port()).log("media port of tcp open");
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        take(socket.accept());
      } catch (IOException e) {
        if (!socket.isClosed()) {
          // Out of descriptors, or a client that left at once.
          log.atWarn().addKeyValue("reason", e.getMessage()).log("connection not accepted");
          reap();
        }
      }
    }
  }

  private void take(Socket accepted) throws IOException {
    try {
      if (connections.size() >= limits.connections() && !makeRoom()) {
        accepted.close();
        return;
      }
      TcpConnection connection = new TcpConnection(accepted, sessions);
      connections.add(connection);
      connection.start();
    } catch (IOException e) {
      accepted.close();
      throw e;
    }
  }

  /// @return false when every connection has a session
  private boolean makeRoom() {
    return connections.stream()
        .filter(connection -> !connection.isProven())
        .min(Comparator.comparingLong(TcpConnection::acceptedNanos))
        .map(this::end)
        .orElse(false);
  }

  private void reap() {
    long now = System.nanoTime();
    connections.stream().filter(connection -> connection.isOver(limits, now)).forEach(this::end);
  }

  private boolean end(TcpConnection connection) {
    connection.close();
    return connections.remove(connection);
  }
}
