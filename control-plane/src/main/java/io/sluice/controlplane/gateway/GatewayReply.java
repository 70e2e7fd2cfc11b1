package io.sluice.controlplane.gateway;

import io.sluice.whip.HeaderField;
import io.sluice.whip.WhipReply;
import java.util.List;

/// What goes back to the publisher: the owner's answer, or one of the gateway's own.
@SuppressWarnings("ArrayRecordComponent") // never compared
record GatewayReply(int status, List<HeaderField> headers, byte[] body) {
  static GatewayReply own(WhipReply reply) {
    return new GatewayReply(reply.status(), reply.headers(), reply.bodyBytes());
  }

  @Override
  public String toString() {
    return "GatewayReply[" + status + "]";
  }
}
