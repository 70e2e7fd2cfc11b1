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

  /// What of the publisher was heard, besides what the phase tells.
  ///
  /// @param refusedCheck an authentic check that was not to be followed
  /// @param dtls any datagram of DTLS
  record Heard(boolean wrongPassword, boolean refusedCheck, boolean dtls) {}

  /// Where a session that stayed in this phase stood still.
  default Standstill standstill(Heard heard) {
    return switch (this) {
      case AwaitingCheck() when heard.refusedCheck() -> Standstill.ONLY_REFUSED_CHECKS;
      case AwaitingCheck() ->
          heard.wrongPassword() ? Standstill.WRONG_PASSWORD : Standstill.NO_STUN;
      case AwaitingHello() -> Standstill.NO_CLIENT_HELLO;
      case Handshaking(_, _) ->
          heard.dtls() ? Standstill.HANDSHAKE_UNFINISHED : Standstill.NO_SERVER_HELLO;
      case Established(_, MediaReceiver media) ->
          media.unusable() > 0 ? Standstill.NO_USABLE_RTP : Standstill.NO_RTP;
      case Ended() -> throw new IllegalStateException("what has ended does not stand still");
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
