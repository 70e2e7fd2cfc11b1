package io.sluice.worker.peer;

import io.sluice.worker.dtls.DtlsTransport;
import io.sluice.worker.peer.media.EarlyPackets;
import io.sluice.worker.peer.media.MediaReceiver;

/// How far a session has come.
sealed interface Phase {
  /// The answer is out; no valid connectivity check has come.
  record AwaitingCheck() implements Phase {}

  /// Checks pass; as DTLS server we wait for the ClientHello.
  record AwaitingHello() implements Phase {}

  /// DTLS runs on its own thread.
  record Handshaking(DtlsTransport dtls, EarlyPackets early) implements Phase {}

  /// The keys are there.
  record Established(DtlsTransport dtls, MediaReceiver media) implements Phase {}

  /// Nothing of the session is left.
  record Ended() implements Phase {}

  /// Why a session that stayed in this phase never connected.
  default String stuckBecause(boolean sawWrongPassword) {
    return switch (this) {
      case AwaitingCheck() ->
          sawWrongPassword
              ? "connectivity checks came, but none with the right password"
              : "no connectivity check came: the publisher cannot reach the candidates by UDP";
      case AwaitingHello() -> "connectivity checks passed, but the publisher began no DTLS";
      case Handshaking(_, _) -> "the DTLS handshake began, but was not finished";
      case Established(_, _) -> "ICE and DTLS were up, but the publisher sent no RTP";
      case Ended() -> "";
    };
  }

  /// Gives back what the phase holds, publisher told.
  ///
  /// @return what came in while it was
  default MediaStatistics close() {
    return switch (this) {
      case Handshaking(DtlsTransport dtls, _) -> {
        dtls.close();
        yield MediaStatistics.NONE;
      }
      case Established(DtlsTransport dtls, MediaReceiver media) -> {
        dtls.close();
        media.close();
        yield new MediaStatistics(
            media.packetsReceived(), media.packetsLost(), media.bytesReceived());
      }
      case AwaitingCheck(), AwaitingHello(), Ended() -> MediaStatistics.NONE;
    };
  }
}
