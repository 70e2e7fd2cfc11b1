package io.sluice.worker.peer;

import io.sluice.whip.EntityTag;
import io.sluice.whip.IfMatch;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.reception.ReceptionFigures;
import io.sluice.worker.sdp.IceFragment;
import io.sluice.worker.sdp.MediaChoice;
import java.util.Optional;

/// One accepted offer: a WHIP session from its answer to its end.
///
/// Thread: any; what is asked for happens on the event loop a moment later.
public interface PublisherSession {
  /// 128 random bits, URL-safe. Who knows it can end the session: never log it whole.
  String id();

  String answerSdp();

  /// Names the present ICE session (RFC 9725 §4.3.1).
  EntityTag iceTag();

  /// Takes candidates, or restarts ICE; whatever comes of it, the media goes on.
  IceUpdate update(IfMatch ifMatch, IceFragment fragment);

  /// The codecs agreed on.
  MediaChoice sends();

  /// How its media comes in, at most a second old; empty before the first came.
  Optional<ReceptionFigures> reception();

  /// Sends the media to the legs of a start of FFmpeg, from the next key frame on. Before the first
  /// call it is received and goes nowhere.
  void switchTo(IngestLegs legs);

  /// Ends ICE, DTLS and media. The listener hears of it once; further calls do nothing.
  void close(DisconnectReason reason);

  /// False from the moment the session ended, for whatever reason.
  boolean isOpen();
}
