package io.sluice.worker.peer;

import io.sluice.worker.sdp.MediaCodec;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What is known of a publisher once ICE and DTLS are up.
///
/// @param sessionId the whole id of the WHIP session: shorten it before it is shown
/// @param remoteAddress where it sends from
/// @param userAgent its User-Agent header as given to [MediaServer#accept]
/// @param videoCodec null without video
/// @param audioCodec null without audio
/// @param dtlsRole our role: CLIENT or SERVER
/// @param srtpProfile name of the SRTP protection profile agreed on
/// @param sincePost from the offer until the connection was up
public record PublisherInfo(
    String sessionId,
    InetSocketAddress remoteAddress,
    String userAgent,
    @Nullable MediaCodec videoCodec,
    @Nullable MediaCodec audioCodec,
    String dtlsRole,
    String srtpProfile,
    Duration sincePost) {
  /// The remote address as address:port.
  public String shownAddress() {
    return remoteAddress.getAddress().getHostAddress() + ":" + remoteAddress.getPort();
  }
}
