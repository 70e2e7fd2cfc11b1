package io.sluice.whip;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A whole reply of a WHIP endpoint or session, for any web framework to send as it is. Every one
/// carries the CORS headers.
///
/// @param status HTTP status
/// @param headers in order; `Content-Type` among them when there is a body
/// @param body empty when there is none
public record WhipReply(int status, List<HeaderField> headers, String body) {
  public WhipReply {
    headers = List.copyOf(headers);
  }

  /// To GET and HEAD of an endpoint or a session: 204, RFC 9725 §4.1.
  public static WhipReply toGet() {
    return bare(204);
  }

  /// To a browser that asks whether it may: no token, no `Link` (RFC 9725 §4.2, §4.6).
  ///
  /// @param methods of the URL that was asked about
  public static WhipReply toPreflight(Set<WhipMethod> methods) {
    WhipReply reply = bare(204);
    for (HeaderField field : Cors.onPreflight(WhipMethod.list(methods))) {
      reply = reply.with(field);
    }
    return reply;
  }

  /// To any other OPTIONS: 200, with what POST and PATCH take, RFC 9725 §4.2.
  ///
  /// @param methods of the URL that was asked about
  public static WhipReply toOptions(Set<WhipMethod> methods) {
    WhipReply reply =
        bare(200)
            .with(HeaderNames.ALLOW, WhipMethod.list(methods))
            .with(HeaderNames.ACCEPT_POST, MediaTypes.SDP);
    return methods.contains(WhipMethod.PATCH)
        ? reply.with(HeaderNames.ACCEPT_PATCH, MediaTypes.TRICKLE_ICE_SDPFRAG)
        : reply;
  }

  /// To a POST that opened a session: 201, RFC 9725 §4.2.
  ///
  /// @param session becomes `Location`, as an absolute path, so that it holds behind any gateway
  /// @param etag of the ICE session
  public static WhipReply created(WhipPath.Session session, EntityTag etag, String answerSdp) {
    return new WhipReply(201, Cors.onEveryReply(), answerSdp)
        .with(HeaderNames.CONTENT_TYPE, MediaTypes.SDP)
        .with(HeaderNames.LOCATION, session.path())
        .with(HeaderNames.ETAG, etag.quoted());
  }

  /// To a PATCH that brought candidates: 204 and no `ETag`, since the ICE session is still the same
  /// (RFC 9725 §4.3.2).
  public static WhipReply trickled() {
    return bare(204);
  }

  /// To a PATCH that began a new ICE session: 200 (RFC 9725 §4.3.3).
  ///
  /// @param etag of the new ICE session
  /// @param fragment our new credentials and candidates
  public static WhipReply iceRestarted(EntityTag etag, String fragment) {
    return new WhipReply(200, Cors.onEveryReply(), fragment)
        .with(HeaderNames.CONTENT_TYPE, MediaTypes.TRICKLE_ICE_SDPFRAG)
        .with(HeaderNames.ETAG, etag.quoted());
  }

  /// To a DELETE that ended the session: 200; OBS warns of anything else (RFC 9725 §4.2).
  public static WhipReply deleted() {
    return bare(200);
  }

  /// To a request with a method that the URL does not answer to.
  ///
  /// @param methods those it does
  public static WhipReply methodNotAllowed(Set<WhipMethod> methods, String path) {
    String allowed = WhipMethod.list(methods);
    return refused(WhipRefusal.METHOD_NOT_ALLOWED.problem("this URL takes " + allowed).at(path))
        .with(HeaderNames.ALLOW, allowed);
  }

  /// To a request without a good token: 401 (RFC 6750 §3), `error` only when a token was shown.
  public static WhipReply unauthorized(WhipRefusal refusal, String detail, String path) {
    String challenge =
        refusal == WhipRefusal.TOKEN_INVALID
            ? "Bearer realm=\"whip\", error=\"invalid_token\""
            : "Bearer realm=\"whip\"";
    return refused(refusal.problem(detail).at(path)).with(HeaderNames.WWW_AUTHENTICATE, challenge);
  }

  /// To a request that may succeed later: `Retry-After`, RFC 9725 §4.5.
  public static WhipReply refusedForNow(Problem problem, Duration retryAfter) {
    return refused(problem).with(RetryAfter.header(retryAfter));
  }

  /// To a request that is refused for good.
  public static WhipReply refused(Problem problem) {
    return new WhipReply(problem.status(), Cors.onEveryReply(), problem.toJson())
        .with(HeaderNames.CONTENT_TYPE, MediaTypes.PROBLEM_JSON);
  }

  public WhipReply with(String name, String value) {
    return with(new HeaderField(name, value));
  }

  public WhipReply with(HeaderField field) {
    var more = new ArrayList<>(headers);
    more.add(field);
    return new WhipReply(status, more, body);
  }

  /// The first value of that header, whatever its case.
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(HeaderField::value)
        .findFirst();
  }

  public byte[] bodyBytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  /// Without the body: an answer holds ICE passwords.
  @Override
  public String toString() {
    return "WhipReply[" + status + "]";
  }

  private static WhipReply bare(int status) {
    return new WhipReply(status, Cors.onEveryReply(), "");
  }
}
