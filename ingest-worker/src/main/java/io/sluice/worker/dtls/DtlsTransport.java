package io.sluice.worker.dtls;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// One DTLS association: the handshake, and afterwards the watch for late retransmissions and for
/// close_notify.
///
/// Thread: [#receive] and [#close] from any thread, without blocking; one virtual thread does the
/// work and ends with the association.
public final class DtlsTransport implements AutoCloseable {
  private DtlsTransport() {}

  /// Takes the datagrams that are to be sent to the peer; on the transport's own thread.
  @FunctionalInterface
  public interface DatagramSink {
    /// The bytes belong to the receiver only until this returns.
    void send(byte[] buffer, int offset, int length);
  }

  /// @param peer fingerprints of which the peer's certificate must match one
  /// @param timeout for the whole handshake
  public record Config(
      DtlsRole role, DtlsIdentity identity, List<Fingerprint> peer, Duration timeout) {}

  /// Starts the thread. As a client this sends the first flight at once.
  ///
  /// @param name of the thread, for example `dtls-` and the beginning of the session id
  public static DtlsTransport start(String name, Config config, DatagramSink sink) {
    throw new UnsupportedOperationException("soon");
  }

  /// Gives in a datagram from the peer; copied. Dropped when the queue is full: DTLS retransmits.
  public void receive(byte[] buffer, int offset, int length) {
    throw new UnsupportedOperationException("soon");
  }

  /// Completed exactly once, never exceptionally, on the transport's thread.
  public CompletableFuture<DtlsOutcome> outcome() {
    throw new UnsupportedOperationException("soon");
  }

  /// Completed when the association is over: by the peer's close_notify, by [#close()], or because
  /// the handshake failed.
  public CompletableFuture<DtlsEnd> ended() {
    throw new UnsupportedOperationException("soon");
  }

  /// Sends close_notify if there is an association, and ends the thread. Returns at once.
  @Override
  public void close() {
    throw new UnsupportedOperationException("soon");
  }
}
