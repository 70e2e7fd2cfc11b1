package io.sluice.worker.srtp;

import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jspecify.annotations.Nullable;

/// Both directions of one DTLS association's SRTP and SRTCP.
///
/// Thread: one at a time. Made and prepared on the thread of the handshake, then handed over to the
/// event loop. The result of one packet is read before the next is given.
public final class SrtpSession implements AutoCloseable {
  /// How many bytes must be free behind an unprotected packet before it is protected: a tag of at
  /// most 16, and for SRTCP the 4 of its index.
  public static final int MAX_TRAILER_BYTES = 20;

  /// Receive contexts of one session: audio, video, their retransmissions, and room for restarts.
  public static final int MAX_SOURCES = 16;

  /// RTP's fixed header; RTCP's header and sender SSRC.
  private static final int SMALLEST_RTP = 12;

  private static final int SMALLEST_RTCP = 8;
  private static final int RTP_SSRC_AT = 8;
  private static final int RTCP_SSRC_AT = 4;

  private final SrtpContextFactory receiving;
  private final SrtpContextFactory sending;
  private final SourceTable<SrtpCryptoContext> rtpIn = new SourceTable<>(MAX_SOURCES);
  private final SourceTable<SrtcpCryptoContext> rtcpIn = new SourceTable<>(MAX_SOURCES);
  private final SourceTable<SrtpCryptoContext> rtpOut = new SourceTable<>(MAX_SOURCES);
  private final SourceTable<SrtcpCryptoContext> rtcpOut = new SourceTable<>(MAX_SOURCES);
  private final PacketBuffer packet = new PacketBuffer();

  private SrtpSession(SrtpContextFactory receiving, SrtpContextFactory sending) {
    this.receiving = receiving;
    this.sending = sending;
  }

  /// @param localIsClient which of the two keys is ours: the DTLS client's or the server's
  public static SrtpSession open(SrtpKeys keys, boolean localIsClient) {
    SrtpCrypto.pin();
    SrtpContextFactory client = Contexts.factory(localIsClient, keys, true);
    SrtpContextFactory server = Contexts.factory(!localIsClient, keys, false);
    return localIsClient ? new SrtpSession(server, client) : new SrtpSession(client, server);
  }

  /// Derives the receive contexts of a source that the offer names, so that its first packet costs
  /// the event loop nothing. Optional: unknown sources are derived when they come (0.1-0.4 ms).
  ///
  /// @return false when the session has no room for a further source
  public boolean prepare(int ssrc) {
    boolean known = rtpIn.get(ssrc) != null;
    if (known || rtpIn.isFull() || rtcpIn.isFull()) {
      return known;
    }
    try {
      rtpIn.put(ssrc, receiving.deriveContext(ssrc, 0));
      rtcpIn.put(ssrc, receiving.deriveControlContext(ssrc));
      return true;
    } catch (GeneralSecurityException e) {
      throw Contexts.unusable(e);
    }
  }

  /// Whether the receive keys of that RTP source are derived.
  public boolean knowsRtp(int ssrc) {
    return rtpIn.get(ssrc) != null;
  }

  /// Whether the receive keys of that RTCP sender are derived.
  public boolean knowsRtcp(int ssrc) {
    return rtcpIn.get(ssrc) != null;
  }

  /// Derives the keys of the reports that we send under that SSRC, for the same reason.
  public void prepareReports(int ssrc) {
    if (rtcpOut.get(ssrc) != null || rtcpOut.isFull()) {
      return;
    }
    try {
      rtcpOut.put(ssrc, sending.deriveControlContext(ssrc));
    } catch (GeneralSecurityException e) {
      throw Contexts.unusable(e);
    }
  }

  /// Decrypts in place. A context for a new SSRC is kept only if its packet is authentic.
  public SrtpResult unprotectRtp(byte[] buffer, int offset, int length) {
    if (length < SMALLEST_RTP) {
      return SrtpResult.MALFORMED;
    }
    int ssrc = Contexts.ssrc(buffer, offset + RTP_SSRC_AT);
    SrtpCryptoContext known = rtpIn.get(ssrc);
    if (known == null && rtpIn.isFull()) {
      return SrtpResult.TOO_MANY_SOURCES;
    }
    try {
      SrtpCryptoContext context = known != null ? known : receiving.deriveContext(ssrc, 0);
      SrtpErrorStatus status =
          context.reverseTransformPacket(packet.wrap(buffer, offset, length), false);
      if (known == null && status == SrtpErrorStatus.OK) {
        rtpIn.put(ssrc, context);
      }
      return result(status);
    } catch (GeneralSecurityException _) {
      return SrtpResult.AUTHENTICATION_FAILED; // how the cipher reports a wrong tag
    }
  }

  /// Like [#unprotectRtp]; the SSRC is that of the packet's sender.
  public SrtpResult unprotectRtcp(byte[] buffer, int offset, int length) {
    if (length < SMALLEST_RTCP) {
      return SrtpResult.MALFORMED;
    }
    int ssrc = Contexts.ssrc(buffer, offset + RTCP_SSRC_AT);
    SrtcpCryptoContext known = rtcpIn.get(ssrc);
    if (known == null && rtcpIn.isFull()) {
      return SrtpResult.TOO_MANY_SOURCES;
    }
    try {
      SrtcpCryptoContext context = known != null ? known : receiving.deriveControlContext(ssrc);
      SrtpErrorStatus status = context.reverseTransformPacket(packet.wrap(buffer, offset, length));
      if (known == null && status == SrtpErrorStatus.OK) {
        rtcpIn.put(ssrc, context);
      }
      return result(status);
    } catch (GeneralSecurityException _) {
      return SrtpResult.AUTHENTICATION_FAILED;
    }
  }

  /// Encrypts in place; [#MAX_TRAILER_BYTES] behind the packet must be free.
  public SrtpResult protectRtp(byte[] buffer, int offset, int length) {
    if (length < SMALLEST_RTP) {
      return SrtpResult.MALFORMED;
    }
    int ssrc = Contexts.ssrc(buffer, offset + RTP_SSRC_AT);
    SrtpCryptoContext context = rtpOut.get(ssrc);
    try {
      if (context == null) {
        if (rtpOut.isFull()) {
          return SrtpResult.TOO_MANY_SOURCES;
        }
        context = sending.deriveContext(ssrc, 0);
        rtpOut.put(ssrc, context);
      }
      return result(context.transformPacket(packet.wrap(buffer, offset, length)));
    } catch (GeneralSecurityException e) {
      throw Contexts.unusable(e);
    }
  }

  /// Encrypts in place; [#MAX_TRAILER_BYTES] behind the packet must be free.
  public SrtpResult protectRtcp(byte[] buffer, int offset, int length) {
    if (length < SMALLEST_RTCP) {
      return SrtpResult.MALFORMED;
    }
    int ssrc = Contexts.ssrc(buffer, offset + RTCP_SSRC_AT);
    SrtcpCryptoContext context = rtcpOut.get(ssrc);
    try {
      if (context == null) {
        if (rtcpOut.isFull()) {
          return SrtpResult.TOO_MANY_SOURCES;
        }
        context = sending.deriveControlContext(ssrc);
        rtcpOut.put(ssrc, context);
      }
      return result(context.transformPacket(packet.wrap(buffer, offset, length)));
    } catch (GeneralSecurityException e) {
      throw Contexts.unusable(e);
    }
  }

  /// The length in bytes of the packet that was last answered with [SrtpResult#OK].
  public int resultLength() {
    return packet.getLength();
  }

  /// Forgets the keys.
  @Override
  public void close() {
    receiving.close();
    sending.close();
  }

  private static SrtpResult result(@Nullable SrtpErrorStatus status) {
    return switch (status) {
      case OK -> SrtpResult.OK;
      case REPLAY_FAIL, REPLAY_OLD -> SrtpResult.REPLAYED;
      case INVALID_PACKET -> SrtpResult.MALFORMED;
      case AUTH_FAIL, FAIL -> SrtpResult.AUTHENTICATION_FAILED;
      case null -> SrtpResult.AUTHENTICATION_FAILED;
    };
  }
}
