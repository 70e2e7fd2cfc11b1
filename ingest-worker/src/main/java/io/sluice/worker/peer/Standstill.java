package io.sluice.worker.peer;

import java.time.Duration;
import java.util.Locale;

/// At which step a session that never connected stood still, and which side was silent there.
enum Standstill {
  /// Not one connectivity check came.
  NO_STUN,
  /// Checks came, none with the answer's password.
  WRONG_PASSWORD,
  /// Checks came, all of which had to be refused.
  ONLY_REFUSED_CHECKS,
  /// Checks passed; the publisher, who is DTLS client, sent no ClientHello.
  NO_CLIENT_HELLO,
  /// Checks passed; the publisher, who is DTLS server, answered no ClientHello of ours.
  NO_SERVER_HELLO,
  /// Both spoke DTLS, and came to no end.
  HANDSHAKE_UNFINISHED,
  /// Keys were there, and no packet came.
  NO_RTP,
  /// Keys were there, and packets came that could not be used.
  NO_USABLE_RTP;

  /// In words, for who has to find the reason.
  ///
  /// @param waited since the offer
  /// @param ports at which publishers reach us, such as `UDP port 8189`
  String diagnosis(Duration waited, String ports) {
    String in = " in " + seconds(waited);
    return switch (this) {
      case NO_STUN ->
          "no STUN from the publisher" + in + ": " + ports + " is probably blocked on the way";
      case WRONG_PASSWORD ->
          "STUN came, but none with the right password"
              + in
              + ": the publisher does not use this answer";
      case ONLY_REFUSED_CHECKS ->
          "STUN came, but only checks that had to be refused"
              + in
              + ": the publisher claims the controlled role, or needs what ICE-lite has not";
      case NO_CLIENT_HELLO ->
          "STUN came, but no DTLS ClientHello" + in + ": the publisher did not begin the handshake";
      case NO_SERVER_HELLO ->
          "STUN came, but the publisher answered no DTLS ClientHello"
              + in
              + ", although it offered to be the server";
      case HANDSHAKE_UNFINISHED ->
          "the DTLS handshake began, but was not finished"
              + in
              + ": the publisher fell silent, or long datagrams are lost on the way";
      case NO_RTP -> "DTLS was done, but no RTP came from the publisher" + in;
      case NO_USABLE_RTP ->
          "DTLS was done, but of the RTP that came none could be used"
              + in
              + ": it does not authenticate, or has a payload type that is not in the answer";
    };
  }

  private static String seconds(Duration waited) {
    double seconds = waited.toMillis() / 1_000.0;
    return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
  }
}
