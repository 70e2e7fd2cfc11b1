package io.sluice.worker.whip;

import io.sluice.identity.ProcessId;
import io.sluice.whip.HeaderField;
import io.sluice.whip.HeaderNames;
import io.sluice.whip.IceServers;
import io.sluice.whip.IfMatch;
import io.sluice.whip.MediaTypes;
import io.sluice.whip.WhipMethod;
import io.sluice.whip.WhipPath;
import io.sluice.whip.WhipRefusal;
import io.sluice.whip.WhipReply;
import io.sluice.worker.ingest.Admission;
import io.sluice.worker.ingest.Ingests;
import io.sluice.worker.ingest.WhipEndpoint;
import io.sluice.worker.peer.IceUpdate;
import io.sluice.worker.peer.OfferRefusedException;
import io.sluice.worker.peer.PublisherSession;
import io.sluice.worker.sdp.IceFragment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// What each request to an endpoint or a session is answered, whatever web framework brings it.
///
/// Checks come in the order 429, 404, 401 and 403, 415, 413, 400, 428, 503, 409, 412, 422.
///
/// Thread: any.
public final class WhipEndpoints {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Ingests ingests;
  private final TokenCheck tokens;
  private final WhipLimits limits;
  private final IceServers iceServers;

  /// @param ingests whose endpoints these are
  /// @param iceServers those who may publish are told of
  public WhipEndpoints(Ingests ingests, WhipLimits limits, IceServers iceServers) {
    this.ingests = ingests;
    this.tokens = new TokenCheck(ingests::knowsToken);
    this.limits = limits;
    this.iceServers = iceServers;
  }

  /// POST to an endpoint: an offer.
  WhipReply post(String processId, WhipRequest request) {
    Optional<WhipReply> flood = limits.ofClient(request);
    if (flood.isPresent()) {
      return flood.get();
    }
    Optional<WhipEndpoint> endpoint = find(processId);
    if (endpoint.isEmpty()) {
      return unknownProcess(request);
    }
    return tokens
        .problem(endpoint.get(), request)
        .or(() -> limits.ofProcess(processId))
        .or(() -> BodyCheck.problem(request, MediaTypes.SDP))
        .orElseGet(() -> admit(processId, endpoint.get(), request));
  }

  /// PATCH of a session: candidates or an ICE restart.
  WhipReply patch(String processId, String sessionId, WhipRequest request) {
    WhipReply reply =
        limits
            .ofClient(request)
            .or(() -> sessionProblem(processId, sessionId, request))
            .or(() -> BodyCheck.problem(request, MediaTypes.TRICKLE_ICE_SDPFRAG))
            .orElseGet(() -> update(processId, sessionId, request));
    find(processId).ifPresent(found -> found.answered(sessionId, "PATCH", reply.status()));
    return reply;
  }

  /// DELETE of a session; `If-Match` does not matter (RFC 9725 §4.3.1).
  WhipReply delete(String processId, String sessionId, WhipRequest request) {
    return limits
        .ofClient(request)
        .or(() -> sessionProblem(processId, sessionId, request))
        .orElseGet(() -> {
          // It may have ended in between.
          boolean ended = find(processId).filter(found -> found.delete(sessionId)).isPresent();
          return ended ? WhipReply.deleted() : unknownSession();
        });
  }

  WhipReply getEndpoint(String processId, WhipRequest request) {
    return limits
        .ofClient(request)
        .orElseGet(() -> find(processId).isPresent() ? WhipReply.toGet() : unknownProcess(request));
  }

  WhipReply getSession(String processId, String sessionId, WhipRequest request) {
    return limits
        .ofClient(request)
        .orElseGet(
            () -> has(processId, sessionId).isPresent() ? WhipReply.toGet() : unknownSession());
  }

  WhipReply optionsOfEndpoint(String processId, WhipRequest request) {
    return options(processId, WhipMethod.OF_ENDPOINT, request);
  }

  WhipReply optionsOfSession(String processId, WhipRequest request) {
    return options(processId, WhipMethod.OF_SESSION, request);
  }

  WhipReply otherMethodOnEndpoint(WhipRequest request) {
    return WhipReply.methodNotAllowed(WhipMethod.OF_ENDPOINT, request.path());
  }

  WhipReply otherMethodOnSession(WhipRequest request) {
    return WhipReply.methodNotAllowed(WhipMethod.OF_SESSION, request.path());
  }

  /// RFC 9725 §4.6: ICE servers are for those who may publish, and never in a preflight's answer.
  private WhipReply options(String processId, Set<WhipMethod> methods, WhipRequest request) {
    if (request.isPreflight()) {
      return WhipReply.toPreflight(methods);
    }
    WhipReply reply = WhipReply.toOptions(methods);
    return limits
        .ofClient(request)
        .orElseGet(() ->
            find(processId)
                .filter(endpoint -> tokens.problem(endpoint, request).isEmpty())
                .map(_ -> withIceServers(reply, processId))
                .orElse(reply));
  }

  private WhipReply withIceServers(WhipReply reply, String processId) {
    WhipReply told = reply;
    for (HeaderField link : iceServers.links(processId)) {
      told = told.with(link);
    }
    return told;
  }

  private WhipReply admit(String processId, WhipEndpoint endpoint, WhipRequest request) {
    String userAgent = request.text("User-Agent").orElse("");
    try {
      return switch (endpoint.admit(text(request), userAgent)) {
        case Admission.Admitted admitted -> {
          WhipReply created = withIceServers(created(processId, admitted.session()), processId);
          endpoint.answered(admitted.session().id(), "POST", created.status());
          yield created;
        }
        case Admission.NotReady _ ->
            refusedForNow(
                WhipRefusal.NOT_READY,
                "FFmpeg of this process is being started; try again in a moment",
                request);
        case Admission.Occupied _ ->
            refused(
                WhipRefusal.PUBLISHER_PRESENT,
                "this process has a publisher; end that session first",
                request);
      };
    } catch (OfferRefusedException e) {
      String detail = String.valueOf(e.getMessage());
      return switch (e.kind()) {
        case MALFORMED -> refused(WhipRefusal.MALFORMED, detail, request);
        case UNPROCESSABLE -> refused(WhipRefusal.UNPROCESSABLE, detail, request);
        case OVERLOADED -> refusedForNow(WhipRefusal.OVERLOADED, detail, request);
      };
    }
  }

  private WhipReply update(String processId, String sessionId, WhipRequest request) {
    return switch (IceFragment.read(text(request))) {
      case IceFragment.Reading.Malformed(String detail) ->
          refused(WhipRefusal.MALFORMED, detail, request);
      case IceFragment.Reading.Read(IceFragment fragment) ->
          IfMatch.parse(request.header(HeaderNames.IF_MATCH))
              .map(ifMatch -> update(processId, sessionId, ifMatch, fragment, request))
              .orElseGet(() ->
                  refused(
                      WhipRefusal.IF_MATCH_MISSING,
                      "say with If-Match which ICE session this is for; an ICE restart says *",
                      request));
    };
  }

  private WhipReply update(
      String processId,
      String sessionId,
      IfMatch ifMatch,
      IceFragment fragment,
      WhipRequest request) {
    Optional<IceUpdate> update =
        find(processId).flatMap(endpoint -> endpoint.update(sessionId, ifMatch, fragment));
    if (update.isEmpty()) {
      return unknownSession();
    }
    return switch (update.get()) {
      case IceUpdate.Trickled() -> WhipReply.trickled();
      case IceUpdate.Restarted(var tag, String answer) -> WhipReply.iceRestarted(tag, answer);
      case IceUpdate.Stale() ->
          refused(
              WhipRefusal.ICE_SESSION_CHANGED,
              "this is for an ICE session that is over; use the latest ETag",
              request);
      case IceUpdate.Unprocessable(String detail) ->
          refused(WhipRefusal.UNPROCESSABLE, detail, request);
    };
  }

  private static WhipReply created(String processId, PublisherSession session) {
    return WhipReply.created(
        new WhipPath.Session(processId, session.id()), session.iceTag(), session.answerSdp());
  }

  /// The same answer whether the process or the session is not there.
  private Optional<WhipReply> sessionProblem(
      String processId, String sessionId, WhipRequest request) {
    return has(processId, sessionId)
        .map(endpoint -> tokens.problem(endpoint, request).or(() -> limits.ofProcess(processId)))
        .orElseGet(() -> Optional.of(unknownSession()));
  }

  private Optional<WhipEndpoint> has(String processId, String sessionId) {
    return find(processId).filter(endpoint -> endpoint.has(sessionId));
  }

  private Optional<WhipEndpoint> find(String processId) {
    return ProcessId.problem(processId).isEmpty()
        ? ingests.endpoint(new ProcessId(processId))
        : Optional.empty();
  }

  private static String text(WhipRequest request) {
    return new String(request.body(), StandardCharsets.UTF_8);
  }

  private static WhipReply unknownProcess(WhipRequest request) {
    return refused(
        WhipRefusal.UNKNOWN_PROCESS,
        "this worker has no process of that id that takes publishers",
        request);
  }

  private static WhipReply unknownSession() {
    return WhipReply.refused(
        WhipRefusal.UNKNOWN_SESSION.problem("no such session, or it has ended"));
  }

  private static WhipReply refused(WhipRefusal refusal, String detail, WhipRequest request) {
    return WhipReply.refused(refusal.problem(detail).at(request.path()));
  }

  private static WhipReply refusedForNow(WhipRefusal refusal, String detail, WhipRequest request) {
    return WhipReply.refusedForNow(refusal.problem(detail).at(request.path()), RETRY_AFTER);
  }
}
