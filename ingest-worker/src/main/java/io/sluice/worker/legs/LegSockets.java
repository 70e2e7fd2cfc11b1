package io.sluice.worker.legs;

import io.sluice.worker.sdp.MediaKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;

/// The RTP and RTCP sockets of every leg of a plan.
///
/// Thread: one at a time.
final class LegSockets implements AutoCloseable {
  private final Map<MediaKind, LegSocket> rtp = new EnumMap<>(MediaKind.class);
  private final Map<MediaKind, LegSocket> rtcp = new EnumMap<>(MediaKind.class);

  /// @throws UncheckedIOException when one cannot be had; none is left open then
  static LegSockets open(LegPlan plan) {
    LegSockets sockets = new LegSockets();
    try {
      for (MediaKind kind : MediaKind.values()) {
        LegPlan.Leg leg = plan.leg(kind);
        if (leg != null) {
          sockets.connect(kind, plan, leg);
        }
      }
      return sockets;
    } catch (IOException e) {
      sockets.close();
      throw new UncheckedIOException("no socket towards FFmpeg", e);
    }
  }

  private void connect(MediaKind kind, LegPlan plan, LegPlan.Leg leg) throws IOException {
    rtp.put(kind, LegSocket.connect(new InetSocketAddress(plan.host(), leg.rtpPort())));
    rtcp.put(kind, LegSocket.connect(new InetSocketAddress(plan.host(), leg.rtcpPort())));
  }

  boolean sendRtp(MediaKind kind, byte[] buffer, int offset, int length) {
    LegSocket socket = rtp.get(kind);
    return socket != null && socket.send(buffer, offset, length);
  }

  boolean sendRtcp(MediaKind kind, byte[] buffer, int length) {
    LegSocket socket = rtcp.get(kind);
    return socket != null && socket.send(buffer, 0, length);
  }

  @Override
  public void close() {
    rtp.values().forEach(LegSockets::closeQuietly);
    rtcp.values().forEach(LegSockets::closeQuietly);
  }

  /// Nothing is buffered in a datagram socket, so a failing close loses nothing.
  private static void closeQuietly(LegSocket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      return;
    }
  }
}
