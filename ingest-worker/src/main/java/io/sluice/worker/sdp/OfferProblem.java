package io.sluice.worker.sdp;

/// What is wrong with an offer or a fragment; caught in [Negotiation#of] and [IceFragment#read] and
/// turned into a value.
final class OfferProblem extends Exception {
  private final transient Negotiation.Refused refusal;

  private OfferProblem(Negotiation.Refused refusal) {
    super(refusal.detail());
    this.refusal = refusal;
  }

  /// It cannot be understood, or breaks a rule every publisher must keep.
  static OfferProblem malformed(String detail) {
    return new OfferProblem(new Negotiation.Malformed(detail));
  }

  /// It is an offer, but not one for this server.
  static OfferProblem unprocessable(String detail) {
    return new OfferProblem(new Negotiation.Unprocessable(detail));
  }

  Negotiation.Refused refusal() {
    return refusal;
  }
}
