package io.sluice.controlplane.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.controlplane.sessions.SessionSummary;
import java.io.IOException;

/// A WHIP session in short as JSON; every field is always there.
final class SessionJson {
  private SessionJson() {}

  static void write(JsonGenerator out, SessionSummary session) throws IOException {
    out.writeStartObject();
    out.writeStringField("sessionId", session.sessionId());
    out.writeNumberField("generation", session.generation());
    out.writeStringField("workerId", session.workerId());
    out.writeStringField("postedAt", session.postedAt().toString());
    out.writeStringField("at", session.at().toString());
    out.writeStringField("userAgent", session.userAgent());
    out.writeStringField("remoteAddress", session.remoteAddress());
    out.writeBooleanField("connected", session.connected());
    out.writeBooleanField("ended", session.ended());
    out.writeStringField("reason", session.reason());
    out.writeStringField("diagnosis", session.diagnosis());
    out.writeEndObject();
  }
}
