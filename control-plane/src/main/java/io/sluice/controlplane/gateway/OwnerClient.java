package io.sluice.controlplane.gateway;

import io.sluice.identity.ProcessId;
import io.sluice.whip.HeaderField;
import io.sluice.whip.WhipRefusal;
import io.sluice.whip.WhipReply;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries requests to the owners of processes and their answers back, over kept-open connections.
///
/// Thread: any; answers arrive on virtual threads of its own.
final class OwnerClient implements AutoCloseable {
  /// An answer is one SDP or one problem.
  private static final int MAX_ANSWER_BYTES = 1 << 20;

  /// Long enough for one lost SYN, which is repeated after a second.
  private static final Duration TO_CONNECT = Duration.ofSeconds(2);

  /// About what a lease lasts before another worker takes over.
  private static final Duration UNTIL_TAKEOVER = Duration.ofSeconds(3);

  private static final Logger log = LoggerFactory.getLogger(OwnerClient.class);

  private final ExecutorService executor;
  private final HttpClient client;
  private final Duration patience;

  /// @param patience from the request's arrival to the end of the answer: publishers give up after
  ///   five seconds and more
  /// @param trust in owners that are reached by `https`
  OwnerClient(Duration patience, WorkerTrust trust) {
    this.patience = patience;
    this.executor =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("whip-gateway-", 0).factory());
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(trust.context())
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TO_CONNECT)
            .executor(executor)
            .build();
  }

  /// Never fails: what goes wrong is an answer too.
  CompletableFuture<GatewayReply> exchange(Lead.Proxy lead, GatewayRequest request) {
    HttpRequest onward;
    try {
      onward = toOwner(lead.target(), request);
    } catch (IllegalArgumentException e) {
      // Netty takes characters in a header that the HTTP client refuses to send.
      return CompletableFuture.completedFuture(cannotBePassedOn(request));
    }
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(
            onward, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    return exchange
        .copy()
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .handleAsync(
            (response, failure) -> {
              if (failure == null) {
                return toPublisher(response, lead.target());
              }
              exchange.cancel(true);
              return failed(lead.processId(), cause(failure), request);
            },
            executor);
  }

  private HttpRequest toOwner(URI target, GatewayRequest request) {
    var builder =
        HttpRequest.newBuilder(target)
            .timeout(patience)
            .method(
                request.method(),
                request.body().length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(request.body()));
    Forwarding.toOwner(request).forEach(field -> builder.header(field.name(), field.value()));
    return builder.build();
  }

  private static GatewayReply cannotBePassedOn(GatewayRequest request) {
    return GatewayReply.own(
        WhipReply.refused(
            WhipRefusal.MALFORMED
                .problem("a header holds forbidden characters")
                .at(request.path())));
  }

  private static GatewayReply toPublisher(HttpResponse<byte[]> response, URI target) {
    List<HeaderField> headers = new ArrayList<>();
    response
        .headers()
        .map()
        .forEach((name, values) -> values.forEach(v -> headers.add(new HeaderField(name, v))));
    return new GatewayReply(
        response.statusCode(), Forwarding.toPublisher(headers, target), response.body());
  }

  private static GatewayReply failed(
      ProcessId processId, Throwable failure, GatewayRequest request) {
    WhipRefusal refusal = refusalFor(failure);
    log.atWarn()
        .addKeyValue("processId", processId)
        .addKeyValue("reason", refusal)
        // The class only: messages of the HTTP client may hold the URL of a session.
        .addKeyValue("failure", failure.getClass().getSimpleName())
        .log("owner did not answer a publisher's request");
    return GatewayReply.own(
        WhipReply.refusedForNow(
            refusal.problem(detailOf(refusal, failure)).at(request.path()), UNTIL_TAKEOVER));
  }

  private static WhipRefusal refusalFor(Throwable failure) {
    return switch (failure) {
      case HttpConnectTimeoutException _ -> WhipRefusal.OWNER_UNREACHABLE;
      case ConnectException _ -> WhipRefusal.OWNER_UNREACHABLE;
      case UnresolvedAddressException _ -> WhipRefusal.OWNER_UNREACHABLE;
      case SSLHandshakeException _ -> WhipRefusal.OWNER_UNREACHABLE;
      case HttpTimeoutException _ -> WhipRefusal.OWNER_TOO_SLOW;
      case TimeoutException _ -> WhipRefusal.OWNER_TOO_SLOW;
      case IOException _ -> WhipRefusal.OWNER_FAILED;
      default -> WhipRefusal.INTERNAL_ERROR;
    };
  }

  private static String detailOf(WhipRefusal refusal, Throwable failure) {
    if (failure instanceof SSLHandshakeException) {
      return "the gateway does not trust the certificate of this process's worker";
    }
    return switch (refusal) {
      case OWNER_UNREACHABLE -> "the worker of this process cannot be reached; try again";
      case OWNER_TOO_SLOW -> "the worker of this process did not answer in time; try again";
      case OWNER_FAILED -> "the worker of this process broke off; try again";
      default -> "the gateway failed; try again";
    };
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  @Override
  public void close() {
    client.shutdownNow();
    executor.shutdownNow();
  }
}
