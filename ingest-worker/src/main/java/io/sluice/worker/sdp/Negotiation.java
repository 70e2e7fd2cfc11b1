package io.sluice.worker.sdp;

/// What came of an offer: an agreement, or the reason why there is none.
public sealed interface Negotiation {
  record Agreed(Agreement agreement) implements Negotiation {}

  /// No agreement.
  sealed interface Refused extends Negotiation {
    /// Why, in words for the publisher.
    String detail();
  }

  /// It cannot be understood, or does not send (RFC 9725 §4.2): 400.
  record Malformed(String detail) implements Refused {}

  /// It asks for what is not taken here (RFC 9725 §4.4.2): 422.
  record Unprocessable(String detail) implements Refused {}

  static Negotiation of(String offerSdp, AcceptedCodecs accepted) {
    try {
      return new Agreed(Negotiator.agree(Offer.parse(offerSdp), accepted));
    } catch (OfferProblem problem) {
      return problem.refusal();
    }
  }
}
