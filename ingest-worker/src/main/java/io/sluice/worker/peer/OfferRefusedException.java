package io.sluice.worker.peer;

/// The offer was not taken; the message says why, for the publisher's eyes.
public final class OfferRefusedException extends Exception {
  /// Which class of HTTP status the refusal belongs to (RFC 9725 §4.2, §4.4.2, §4.5).
  public enum Kind {
    /// The offer cannot be understood, or does not send: 400.
    MALFORMED(400),
    /// The offer is well-formed but asks for what this server does not take: 422.
    UNPROCESSABLE(422),
    /// As many sessions as this server takes, or as many that have not connected yet (§4.5): 503.
    OVERLOADED(503);

    private final int httpStatus;

    Kind(int httpStatus) {
      this.httpStatus = httpStatus;
    }

    public int httpStatus() {
      return httpStatus;
    }
  }

  private final Kind kind;

  OfferRefusedException(Kind kind, String detail) {
    super(detail);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
