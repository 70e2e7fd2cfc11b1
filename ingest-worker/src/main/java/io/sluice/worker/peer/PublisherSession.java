package io.sluice.worker.peer;

import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.sdp.MediaChoice;

/// One accepted offer: a WHIP session from its answer to its end.
///
/// Thread: any; what is asked for happens on the event loop a moment later.
public interface PublisherSession {
  /// 128 random bits, URL-safe. Who knows it can end the session: never log it whole.
  String id();

  String answerSdp();

  /// Strong entity tag of the ICE session, with its quotes (RFC 9725 §4.3.1).
  String iceEtag();

  /// The codecs agreed on.
  MediaChoice sends();

  /// Sends the media to the legs of a start of FFmpeg, from the next key frame on. Before the first
  /// call it is received and goes nowhere.
  void switchTo(IngestLegs legs);

  /// Ends ICE, DTLS and media. The listener hears of it once; further calls do nothing.
  void close(DisconnectReason reason);

  /// False from the moment the session ended, for whatever reason.
  boolean isOpen();
}
