package io.sluice.worker.srtp;

/// Sends packets from a session to its counterpart, both here.
final class SrtpWarmUp {
  private static final int PACKET_BYTES = 1200;
  private static final int RTCP_BYTES = 32;

  private SrtpWarmUp() {}

  /// @return how many packets were the same after protecting and unprotecting
  static int run(SrtpProfile profile, int packets) {
    SrtpKeys keys = SrtpKeys.ofExported(profile, new byte[profile.keyingMaterialBytes()]);
    int unharmed = 0;
    try (SrtpSession client = SrtpSession.open(keys, true);
        SrtpSession server = SrtpSession.open(keys, false)) {
      byte[] buffer = new byte[PACKET_BYTES + SrtpSession.MAX_TRAILER_BYTES];
      for (int i = 0; i < packets; i++) {
        boolean rtp = rtpRoundTrip(client, server, buffer, i);
        unharmed += rtp && rtcpRoundTrip(server, client, buffer) ? 1 : 0;
      }
    }
    return unharmed;
  }

  private static boolean rtpRoundTrip(SrtpSession from, SrtpSession to, byte[] buffer, int index) {
    buffer[0] = (byte) 0x80;
    buffer[1] = 96;
    buffer[2] = (byte) (index >> 8);
    buffer[3] = (byte) index;
    return from.protectRtp(buffer, 0, PACKET_BYTES) == SrtpResult.OK
        && to.unprotectRtp(buffer, 0, from.resultLength()) == SrtpResult.OK
        && to.resultLength() == PACKET_BYTES;
  }

  private static boolean rtcpRoundTrip(SrtpSession from, SrtpSession to, byte[] buffer) {
    buffer[0] = (byte) 0x81;
    buffer[1] = (byte) 201;
    buffer[2] = 0;
    buffer[3] = RTCP_BYTES / 4 - 1;
    return from.protectRtcp(buffer, 0, RTCP_BYTES) == SrtpResult.OK
        && to.unprotectRtcp(buffer, 0, from.resultLength()) == SrtpResult.OK
        && to.resultLength() == RTCP_BYTES;
  }
}
