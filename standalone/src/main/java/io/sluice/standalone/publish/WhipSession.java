package io.sluice.standalone.publish;

import java.net.URI;

/// What the server gave for an offer.
///
/// @param answerSdp its answer
/// @param url where the session is ended; whoever knows it can end it, so it is never printed
record WhipSession(String answerSdp, URI url) {
  @Override
  public String toString() {
    return "WhipSession[…]";
  }
}
