package io.sluice.worker.whip;

import io.sluice.identity.ProcessId;
import io.sluice.whip.BearerToken;
import io.sluice.whip.MediaTypes;
import io.sluice.whip.WhipMethod;
import io.sluice.whip.WhipPath;
import io.sluice.whip.WhipRefusal;
import io.sluice.whip.WhipReply;
import io.sluice.worker.ingest.Admission;
import io.sluice.worker.ingest.WhipEndpoint;
import io.sluice.worker.peer.OfferRefusedException;
import io.sluice.worker.peer.PublisherSession;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// What each request to an endpoint or a session is answered, whatever web framework brings it.
///
/// Checks come in the order 404, 401, 415, 413, 400, 503, 409, 422.
///
/// Thread: any.
public final class WhipEndpoints {
  /// Offers of browsers have some 10 KiB.
  static final int MAX_OFFER_BYTES = 256 * 1024;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Function<ProcessId, Optional<WhipEndpoint>> endpoints;

  /// @param endpoints the endpoint of a process, if this worker has opened one for it
  public WhipEndpoints(Function<ProcessId, Optional<WhipEndpoint>> endpoints) {
    this.endpoints = endpoints;
  }

  /// POST to an endpoint: an offer.
  WhipReply post(String processId, WhipRequest request) {
    Optional<WhipEndpoint> endpoint = find(processId);
    if (endpoint.isEmpty()) {
      return unknownProcess(request);
    }
    Optional<WhipReply> problem = unauthorized(endpoint.get(), request).or(() -> badBody(request));
    return problem.orElseGet(() -> admit(processId, endpoint.get(), request));
  }

  /// DELETE of a session.
  WhipReply delete(String processId, String sessionId, WhipRequest request) {
    Optional<WhipEndpoint> endpoint = find(processId).filter(e -> e.has(sessionId));
    if (endpoint.isEmpty()) {
      return unknownSession();
    }
    Optional<WhipReply> problem = unauthorized(endpoint.get(), request);
    if (problem.isPresent()) {
      return problem.get();
    }
    // It may have ended in between.
    return endpoint.get().delete(sessionId) ? WhipReply.deleted() : unknownSession();
  }

  WhipReply getEndpoint(String processId, WhipRequest request) {
    return find(processId).isPresent() ? WhipReply.toGet() : unknownProcess(request);
  }

  WhipReply getSession(String processId, String sessionId, WhipRequest request) {
    return find(processId).filter(e -> e.has(sessionId)).isPresent()
        ? WhipReply.toGet()
        : unknownSession();
  }

  WhipReply optionsOfEndpoint(WhipRequest request) {
    return request.preflightMethod() != null
        ? WhipReply.toPreflight(WhipMethod.OF_ENDPOINT)
        : WhipReply.toOptions(WhipMethod.OF_ENDPOINT);
  }

  WhipReply optionsOfSession(WhipRequest request) {
    return request.preflightMethod() != null
        ? WhipReply.toPreflight(WhipMethod.OF_SESSION_WITHOUT_PATCH)
        : WhipReply.toOptions(WhipMethod.OF_SESSION_WITHOUT_PATCH);
  }

  WhipReply otherMethodOnEndpoint(WhipRequest request) {
    return WhipReply.methodNotAllowed(WhipMethod.OF_ENDPOINT, request.path());
  }

  WhipReply otherMethodOnSession(WhipRequest request) {
    return WhipReply.methodNotAllowed(WhipMethod.OF_SESSION_WITHOUT_PATCH, request.path());
  }

  private WhipReply admit(String processId, WhipEndpoint endpoint, WhipRequest request) {
    String offer = new String(request.body(), StandardCharsets.UTF_8);
    String userAgent = request.userAgent() == null ? "" : request.userAgent();
    try {
      return switch (endpoint.admit(offer, userAgent)) {
        case Admission.Admitted admitted -> created(processId, admitted.session());
        case Admission.NotReady _ ->
            WhipReply.refusedForNow(
                WhipRefusal.NOT_READY
                    .problem("FFmpeg of this process is being started; try again in a moment")
                    .at(request.path()),
                RETRY_AFTER);
        case Admission.Occupied _ ->
            WhipReply.refused(
                WhipRefusal.PUBLISHER_PRESENT
                    .problem("this process has a publisher; end that session first")
                    .at(request.path()));
      };
    } catch (OfferRefusedException e) {
      WhipRefusal refusal =
          switch (e.kind()) {
            case MALFORMED -> WhipRefusal.MALFORMED;
            case UNPROCESSABLE -> WhipRefusal.UNPROCESSABLE;
          };
      return refused(refusal, String.valueOf(e.getMessage()), request);
    }
  }

  private static WhipReply created(String processId, PublisherSession session) {
    String etag = session.iceEtag();
    // The reply puts the quotes on.
    String bare = etag.startsWith("\"") ? etag.substring(1, etag.length() - 1) : etag;
    return WhipReply.created(
        new WhipPath.Session(processId, session.id()), bare, session.answerSdp());
  }

  private Optional<WhipEndpoint> find(String processId) {
    return ProcessId.problem(processId).isEmpty()
        ? endpoints.apply(new ProcessId(processId))
        : Optional.empty();
  }

  private static Optional<WhipReply> unauthorized(WhipEndpoint endpoint, WhipRequest request) {
    Optional<String> expected = endpoint.bearerTokenSha256();
    if (expected.isEmpty()) {
      return Optional.empty();
    }
    Optional<BearerToken> shown = BearerToken.fromAuthorization(request.authorization());
    if (shown.isEmpty()) {
      return Optional.of(
          WhipReply.unauthorized(
              WhipRefusal.TOKEN_MISSING, "show the bearer token of this process", request.path()));
    }
    return shown.get().hasSha256(expected.get())
        ? Optional.empty()
        : Optional.of(
            WhipReply.unauthorized(
                WhipRefusal.TOKEN_INVALID,
                "this is not the bearer token of this process",
                request.path()));
  }

  private static Optional<WhipReply> badBody(WhipRequest request) {
    if (!MediaTypes.names(request.contentType(), MediaTypes.SDP)) {
      return Optional.of(
          refused(
              WhipRefusal.UNSUPPORTED_MEDIA_TYPE,
              "send the offer as Content-Type: " + MediaTypes.SDP,
              request));
    }
    if (request.body().length > MAX_OFFER_BYTES) {
      return Optional.of(
          refused(
              WhipRefusal.TOO_LARGE,
              "the offer has more than " + MAX_OFFER_BYTES + " bytes",
              request));
    }
    return request.body().length == 0
        ? Optional.of(refused(WhipRefusal.MALFORMED, "the offer is empty", request))
        : Optional.empty();
  }

  private static WhipReply unknownProcess(WhipRequest request) {
    return refused(
        WhipRefusal.UNKNOWN_PROCESS,
        "this worker has no process of that id that takes publishers",
        request);
  }

  private static WhipReply unknownSession() {
    // Not its path: the session's id must not come back in what may be logged.
    return WhipReply.refused(
        WhipRefusal.UNKNOWN_SESSION.problem("no such session, or it has ended"));
  }

  private static WhipReply refused(WhipRefusal refusal, String detail, WhipRequest request) {
    return WhipReply.refused(refusal.problem(detail).at(request.path()));
  }
}
