package io.sluice.whip;

/// Why a WHIP request is refused, and the status that says so. Sections are of RFC 9725.
public enum WhipRefusal {
  /// The offer or fragment cannot be read, or offers nothing to receive (§4.2, §4.4.2).
  MALFORMED(400),
  /// No token was shown, and one is asked for (§4.7).
  TOKEN_MISSING(401),
  /// The token shown is not the one of this process (§4.7).
  TOKEN_INVALID(401),
  /// The token is good, but for another process (§4.7).
  TOKEN_OF_ANOTHER_PROCESS(403),
  /// No process of that id, or it has no WHIP endpoint (§4.2).
  UNKNOWN_PROCESS(404),
  /// No such session, or it has ended (§4.2).
  UNKNOWN_SESSION(404),
  /// The path names neither an endpoint nor a session.
  UNKNOWN_PATH(404),
  /// The URL does not answer to this method (RFC 9110 §15.5.6).
  METHOD_NOT_ALLOWED(405),
  /// Somebody else is publishing already. Ours: the RFC leaves it open.
  PUBLISHER_PRESENT(409),
  /// `If-Match` names an ICE session that is not the present one (§4.3.1).
  ICE_SESSION_CHANGED(412),
  /// The body is larger than any offer has reason to be (§5).
  TOO_LARGE(413),
  /// The body is not of the type this method takes (§4.2, §4.3.1).
  UNSUPPORTED_MEDIA_TYPE(415),
  /// A well-formed offer that cannot be served: tracks or codecs (§4.4.2, §4.4.3).
  UNPROCESSABLE(422),
  /// PATCH without `If-Match` (§4.3.1, RFC 6585 §3).
  IF_MATCH_MISSING(428),
  /// More requests than this client may send (§5).
  TOO_MANY_REQUESTS(429),
  /// A bug of ours.
  INTERNAL_ERROR(500),
  /// The worker that owns the process broke off or answered nonsense; whether it acted is not
  /// known.
  OWNER_FAILED(502),
  /// The worker that owns the process took no connection, so it has done nothing; it may be gone,
  /// and another may soon take over (§4.5).
  OWNER_UNREACHABLE(503),
  /// The process is known, but no worker has opened its endpoint yet (§4.5).
  NOT_READY(503),
  /// As many sessions as can be served (§4.5).
  OVERLOADED(503),
  /// The worker is about to leave and takes no new session (§4.5).
  DRAINING(503),
  /// The worker that owns the process did not answer in time.
  OWNER_TOO_SLOW(504);

  private final int status;

  WhipRefusal(int status) {
    this.status = status;
  }

  /// HTTP status.
  public int status() {
    return status;
  }

  /// @param detail what is wrong with this request and what to do, for a person
  public Problem problem(String detail) {
    return Problem.of(status, name(), detail);
  }
}
