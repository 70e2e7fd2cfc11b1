package io.sluice.controlplane.gateway;

import io.sluice.whip.Cors;
import io.sluice.whip.HeaderField;
import io.sluice.whip.HeaderNames;
import io.sluice.whip.WhipRefusal;
import io.sluice.whip.WhipReply;
import io.sluice.whip.limits.ClientLimit;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Answers every request under `/whip`.
///
/// Thread: any.
final class WhipGateway implements AutoCloseable {
  /// Many times the longest offer of any browser.
  static final int MAX_BODY_BYTES = 256 * 1024;

  private final ClientLimit clients;
  private final LeadingRules rules;
  private final OwnerClient owners;

  WhipGateway(ClientLimit clients, LeadingRules rules, OwnerClient owners) {
    this.clients = clients;
    this.rules = rules;
    this.owners = owners;
  }

  /// Never fails.
  CompletableFuture<GatewayReply> answer(GatewayRequest request) {
    Optional<WhipReply> flood = flood(request);
    if (flood.isPresent()) {
      return own(flood.get());
    }
    if (request.body().length > MAX_BODY_BYTES) {
      return own(
          WhipReply.refused(
              WhipRefusal.TOO_LARGE
                  .problem("a body may have " + MAX_BODY_BYTES + " bytes here")
                  .at(request.path())));
    }
    return switch (rules.lead(request)) {
      case Lead.Answer answer -> own(answer.reply());
      case Lead.Proxy proxy -> owners.exchange(proxy, request);
      case Lead.Redirect redirect -> own(temporaryRedirect(redirect));
    };
  }

  /// A preflight is free: it asks nothing of a worker, and a page cannot help making it.
  private Optional<WhipReply> flood(GatewayRequest request) {
    return Cors.isPreflight(request.method(), request.header(Cors.REQUEST_METHOD).orElse(null))
        ? Optional.empty()
        : clients.refusal(InetAddress.ofLiteral(request.client()), request.all("X-Forwarded-For"));
  }

  /// RFC 9725 §4.5: 307, so that the method and the offer stay as they are.
  private static WhipReply temporaryRedirect(Lead.Redirect redirect) {
    List<HeaderField> headers = new ArrayList<>(Cors.onEveryReply());
    headers.add(new HeaderField(HeaderNames.LOCATION, redirect.target().toString()));
    return new WhipReply(307, headers, "");
  }

  private static CompletableFuture<GatewayReply> own(WhipReply reply) {
    return CompletableFuture.completedFuture(GatewayReply.own(reply));
  }

  @Override
  public void close() {
    owners.close();
  }
}
