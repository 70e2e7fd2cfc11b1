package io.sluice.whip.limits;

import io.sluice.whip.WhipRefusal;
import io.sluice.whip.WhipReply;
import java.net.InetAddress;
import java.util.Optional;

/// Holds each client to its number of requests, whichever proxies it comes by.
///
/// Thread: any.
public final class ClientLimit {
  private final TrustedProxies proxies;
  private final RequestLimit limit;

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
    return limit
        .exceededBy(proxies.clientOf(hop, forwardedFor))
        .map(wait ->
            WhipReply.refusedForNow(
                WhipRefusal.TOO_MANY_REQUESTS.problem("too many requests from this address"),
                wait));
  }
}
