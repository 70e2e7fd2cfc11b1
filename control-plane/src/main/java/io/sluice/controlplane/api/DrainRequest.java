package io.sluice.controlplane.api;

import java.time.Duration;
import java.util.Optional;

/// What the body of a drain asks for; without a body, all by default.
///
/// @param within how long publishers may go on
/// @param reason for whoever reads it
record DrainRequest(Duration within, String reason) {
  private static final Duration USUAL = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final int MAX_REASON_CHARS = 300;
  private static final String DEADLINE = "deadlineSeconds";

  /// @throws RequestRefusedException when it cannot be read
  static DrainRequest read(Optional<byte[]> body) {
    return body.filter(bytes -> bytes.length > 0)
        .map(DrainRequest::read)
        .orElseGet(() -> new DrainRequest(USUAL, ""));
  }

  private static DrainRequest read(byte[] body) {
    JsonFields fields = JsonFields.of(JsonReader.read(body));
    Duration within = fields.wholeIfAny(DEADLINE).map(Duration::ofSeconds).orElse(USUAL);
    if (within.isNegative() || within.compareTo(LONGEST) > 0) {
      throw RequestRefusedException.field(
          DEADLINE, "OUT_OF_RANGE", "must be 0 to " + LONGEST.toSeconds());
    }
    String reason = fields.text("reason").orElse("");
    if (reason.length() > MAX_REASON_CHARS) {
      throw RequestRefusedException.field(
          "reason", "TOO_LONG", "may have " + MAX_REASON_CHARS + " characters");
    }
    fields.refuseOthers();
    return new DrainRequest(within, reason);
  }
}
