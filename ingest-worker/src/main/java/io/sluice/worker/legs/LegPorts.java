package io.sluice.worker.legs;

import io.sluice.worker.sdp.MediaKind;
import io.sluice.worker.udp.UdpAddress;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;

/// FFmpeg's ports as destinations.
final class LegPorts {
  private final Map<MediaKind, UdpAddress> rtp = new EnumMap<>(MediaKind.class);
  private final Map<MediaKind, UdpAddress> rtcp = new EnumMap<>(MediaKind.class);

  LegPorts(LegPlan plan) {
    for (MediaKind kind : MediaKind.values()) {
      LegPlan.Leg leg = plan.leg(kind);
      if (leg != null) {
        rtp.put(kind, UdpAddress.of(new InetSocketAddress(plan.host(), leg.rtpPort())));
        rtcp.put(kind, UdpAddress.of(new InetSocketAddress(plan.host(), leg.rtcpPort())));
      }
    }
  }

  UdpAddress rtp(MediaKind kind) {
    return of(rtp, kind);
  }

  UdpAddress rtcp(MediaKind kind) {
    return of(rtcp, kind);
  }

  private static UdpAddress of(Map<MediaKind, UdpAddress> ports, MediaKind kind) {
    UdpAddress port = ports.get(kind);
    if (port == null) {
      throw new IllegalArgumentException("no leg of " + kind);
    }
    return port;
  }
}
