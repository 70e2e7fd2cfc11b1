package io.sluice.worker.whip;

import io.sluice.whip.WhipRefusal;
import io.sluice.whip.WhipReply;
import io.sluice.whip.limits.ClientLimit;
import io.sluice.whip.limits.RequestLimit;
import io.sluice.whip.limits.RequestRate;
import io.sluice.whip.limits.TrustedProxies;
import java.util.Optional;

/// How much may be asked of this worker (RFC 9725 §5).
///
/// Thread: any.
public final class WhipLimits {
  private static final String FORWARDED_FOR = "X-Forwarded-For";

  private final ClientLimit clients;
  private final RequestLimit processes;

  /// @param proxies of which `X-Forwarded-For` is believed; the gateways belong to them
  /// @param perClient for each address, over all processes
  /// @param perProcess for all who may publish to a process together
  public WhipLimits(TrustedProxies proxies, RequestRate perClient, RequestRate perProcess) {
    this.clients = new ClientLimit(proxies, perClient);
    this.processes = new RequestLimit(perProcess);
  }

  /// Counted before anything is looked at, so that ids and tokens cannot be tried out.
  Optional<WhipReply> ofClient(WhipRequest request) {
    return clients.refusal(request.hop(), request.text(FORWARDED_FOR).orElse(""));
  }

  /// Counted after the token was found good: otherwise strangers could use it up.
  Optional<WhipReply> ofProcess(String processId) {
    return processes
        .exceededBy(processId)
        .map(wait ->
            WhipReply.refusedForNow(
                WhipRefusal.TOO_MANY_REQUESTS.problem("too many requests for this process"), wait));
  }
}
