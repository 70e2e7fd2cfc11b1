package io.sluice.worker.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One DTLS association: the handshake, and afterwards the watch for late retransmissions and for
/// close_notify.
///
/// Thread: [#receive] and [#close] from any thread, without blocking; one virtual thread does the
/// work and ends with the association.
public final class DtlsTransport implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DtlsTransport.class);
  private static final int WAIT_FOR_EVER = 0;

  private final Config config;
  private final Handshake handshake;
  private final DatagramQueue datagrams;
  private final CompletableFuture<DtlsOutcome> outcome = new CompletableFuture<>();
  private final CompletableFuture<DtlsEnd> ended = new CompletableFuture<>();

  /// Takes the datagrams that are to be sent to the peer; on the transport's own thread.
  @FunctionalInterface
  public interface DatagramSink {
    /// The bytes belong to the receiver only until this returns. Must not block for long.
    void send(byte[] buffer, int offset, int length);
  }

  /// @param peer fingerprints of which the peer's certificate must match one
  /// @param timeout for the whole handshake
  public record Config(
      DtlsRole role, DtlsIdentity identity, List<Fingerprint> peer, Duration timeout) {
    public Config {
      peer = List.copyOf(peer);
    }
  }

  private DtlsTransport(Config config, DatagramSink sink) {
    this.config = config;
    this.handshake = new Handshake(config.identity(), config.peer());
    this.datagrams = new DatagramQueue(config.role(), sink);
  }

  /// Starts the thread. As a client this sends the first flight at once.
  ///
  /// @param name of the thread, for example `dtls-` and the beginning of the session id
  public static DtlsTransport start(String name, Config config, DatagramSink sink) {
    DtlsTransport transport = new DtlsTransport(config, sink);
    Thread _ = Thread.ofVirtual().name(name).start(transport::run);
    return transport;
  }

  /// Gives in a datagram from the peer; copied. Dropped when it is no DTLS, or when the queue is
  /// full: DTLS retransmits.
  public void receive(byte[] buffer, int offset, int length) {
    datagrams.offer(buffer, offset, length);
  }

  /// Completed exactly once, never exceptionally, on the transport's thread.
  public CompletableFuture<DtlsOutcome> outcome() {
    return outcome;
  }

  /// Completed when the association is over and the thread about to end: by the peer's
  /// close_notify, by [#close()], or because the handshake failed.
  public CompletableFuture<DtlsEnd> ended() {
    return ended;
  }

  /// Sends close_notify if there is an association, and ends the thread. Returns at once.
  @Override
  public void close() {
    datagrams.end();
  }

  private void run() {
    DtlsEnd end = DtlsEnd.HANDSHAKE_FAILED;
    try {
      DTLSTransport association = connect();
      datagrams.connected(handshake.shortestRecord());
      outcome.complete(handshake.succeeded());
      end = watch(association);
    } catch (IOException | RuntimeException e) {
      outcome.complete(failure(e)); // changes nothing when the handshake had succeeded
    } finally {
      datagrams.end();
      outcome.complete(
          new DtlsOutcome.Failed(DtlsOutcome.Reason.PROTOCOL_ERROR, "the handshake broke off"));
      ended.complete(end);
    }
  }

  private DTLSTransport connect() throws IOException {
    HandshakeTimes times = HandshakeTimes.within(config.timeout());
    return switch (config.role()) {
      case SERVER -> new DTLSServerProtocol().accept(new ServerPeer(handshake, times), datagrams);
      case CLIENT -> new DTLSClientProtocol().connect(new ClientPeer(handshake, times), datagrams);
    };
  }

  /// Answers late handshake retransmissions (RFC 6347 §4.2.4) and drops application data, until one
  /// side closes.
  private DtlsEnd watch(DTLSTransport association) {
    try {
      byte[] dropped = new byte[association.getReceiveLimit()];
      while (!datagrams.isClosed() && !datagrams.isEnded()) {
        int _ = association.receive(dropped, 0, dropped.length, WAIT_FOR_EVER);
      }
    } catch (InterruptedIOException _) {
      // The queue has ended; whose doing it was is seen below.
    } catch (IOException e) {
      log.atDebug().addKeyValue("reason", e.getMessage()).log("dtls association broke off");
      return DtlsEnd.REMOTE;
    }
    return datagrams.isClosed() ? DtlsEnd.REMOTE : closeLocally(association);
  }

  private static DtlsEnd closeLocally(DTLSTransport association) {
    try {
      association.close();
    } catch (IOException e) {
      log.atDebug().addKeyValue("reason", e.getMessage()).log("close_notify was not sent");
    }
    return DtlsEnd.LOCAL;
  }

  private DtlsOutcome.Failed failure(Exception e) {
    return handshake
        .refusal()
        .orElseGet(() -> {
          if (datagrams.isEnded()) {
            return new DtlsOutcome.Failed(DtlsOutcome.Reason.CLOSED, "closed by us");
          }
          return new DtlsOutcome.Failed(reason(e), describe(e));
        });
  }

  private static DtlsOutcome.Reason reason(Exception e) {
    return e instanceof TlsTimeoutException
        ? DtlsOutcome.Reason.TIMED_OUT
        : DtlsOutcome.Reason.PROTOCOL_ERROR;
  }

  private static String describe(Exception e) {
    return switch (e) {
      case TlsTimeoutException _ -> "the peer did not complete the handshake in time";
      case TlsFatalAlert alert when alert.getCause() != null ->
          "alert " + alert.getMessage() + " after " + alert.getCause();
      case TlsFatalAlert alert -> "alert " + alert.getMessage();
      default -> e.getClass().getSimpleName() + ": " + e.getMessage();
    };
  }
}
