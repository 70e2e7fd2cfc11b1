package io.sluice.worker.srtp;

/// Both directions of one DTLS association's SRTP and SRTCP.
///
/// Thread: one at a time. Made and prepared on the thread of the handshake, then handed over to the
/// event loop. The result of one packet is read before the next is given.
public final class SrtpSession implements AutoCloseable {
  /// How many bytes must be free behind an unprotected packet before it is protected.
  public static final int MAX_TRAILER_BYTES = 20;

  /// Receive contexts of one session: audio, video, their retransmissions, and room for restarts.
  public static final int MAX_SOURCES = 16;

  private SrtpSession() {}

  /// @param localIsClient which of the two keys is ours: the DTLS client's or the server's
  public static SrtpSession open(SrtpKeys keys, boolean localIsClient) {
    throw new UnsupportedOperationException("soon");
  }

  /// Derives the receive contexts of a source that the offer names, so that its first packet costs
  /// the event loop nothing. Optional: unknown sources are derived when they come (0.1-0.4 ms).
  public void prepare(int ssrc) {
    throw new UnsupportedOperationException("soon");
  }

  /// Decrypts in place. A context for a new SSRC is kept only if its packet is authentic.
  public SrtpResult unprotectRtp(byte[] buffer, int offset, int length) {
    throw new UnsupportedOperationException("soon");
  }

  public SrtpResult unprotectRtcp(byte[] buffer, int offset, int length) {
    throw new UnsupportedOperationException("soon");
  }

  /// Encrypts in place; [#MAX_TRAILER_BYTES] behind the packet must be free.
  public SrtpResult protectRtp(byte[] buffer, int offset, int length) {
    throw new UnsupportedOperationException("soon");
  }

  public SrtpResult protectRtcp(byte[] buffer, int offset, int length) {
    throw new UnsupportedOperationException("soon");
  }

  /// The length in bytes of the packet that was last answered with [SrtpResult#OK].
  public int resultLength() {
    throw new UnsupportedOperationException("soon");
  }

  /// Forgets the keys.
  @Override
  public void close() {
    throw new UnsupportedOperationException("soon");
  }
}
