package io.sluice.whip.limits;

import io.sluice.whip.WhipRefusal;
import io.sluice.whip.WhipReply;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds each client to its number of requests, whichever proxies it comes by.
///
/// Thread: any.
public final class ClientLimit {
  private static final Logger log = LoggerFactory.getLogger(ClientLimit.class);

  private final TrustedProxies proxies;
  private final RequestLimit limit;
  private final AtomicBoolean warned = new AtomicBoolean();

  public ClientLimit(TrustedProxies proxies, RequestRate rate) {
    this.proxies = proxies;
    this.limit = new RequestLimit(rate);
  }

  /// Counts a request.
  ///
  /// @param hop where it came from
  /// @param forwardedFor `X-Forwarded-For`; empty when there is none
  /// @return the refusal when it is one too many
  public Optional<WhipReply> refusal(InetAddress hop, String forwardedFor) {
    if (!forwardedFor.isEmpty() && !proxies.trusts(hop)) {
      warnOnce(hop);
    }
    return limit
        .exceededBy(proxies.clientOf(hop, forwardedFor))
        .map(wait ->
            WhipReply.refusedForNow(
                WhipRefusal.TOO_MANY_REQUESTS.problem("too many requests from this address"),
                wait));
  }

  /// Anybody can send that header, so that more than one line of this would be his to write.
  private void warnOnce(InetAddress hop) {
    if (warned.compareAndSet(false, true)) {
      log.atWarn()
          .addKeyValue("reason", hop.getHostAddress() + " is not in trusted-proxies")
          .log("X-Forwarded-For is not believed: all who come by this address count as one client");
    }
  }
}
