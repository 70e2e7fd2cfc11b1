package io.sluice.controlplane.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.controlplane.reports.ReceptionSummary;
import io.sluice.controlplane.reports.RunSummary;
import java.io.IOException;
import java.util.Optional;

/// A run of FFmpeg as JSON: what is unknown is null, and every field is always there.
final class RunJson {
  private RunJson() {}

  static void write(JsonGenerator out, RunSummary run) throws IOException {
    out.writeStartObject();
    out.writeNumberField("generation", run.generation());
    out.writeNumberField("attempt", run.attempt());
    out.writeStringField("workerId", run.workerId());
    out.writeStringField("startedAt", run.startedAt().toString());
    out.writeStringField("at", run.at().toString());
    out.writeBooleanField("ended", run.ended());
    writeNullable(out, "exitCode", run.exitCode());
    writeNullable(out, "signal", run.signal());
    out.writeStringField("reason", run.reason());
    out.writeFieldName("progress");
    writeProgress(out, run);
    out.writeFieldName("reception");
    writeReception(out, run);
    out.writeEndObject();
  }

  static void writeProgress(JsonGenerator out, RunSummary run) throws IOException {
    out.writeStartObject();
    writeKnown(out, "frames", run.frames());
    writeKnown(out, "fps", run.fps());
    writeKnown(out, "bitrate", run.bitrate());
    writeKnown(out, "speed", run.speed());
    writeKnown(out, "dropped", run.dropped());
    writeKnown(out, "duplicated", run.duplicated());
    writeKnown(out, "outTime", run.outTimeMicros());
    writeKnown(out, "bytes", run.bytes());
    out.writeEndObject();
  }

  static void writeReception(JsonGenerator out, RunSummary run) throws IOException {
    if (run.reception().isEmpty()) {
      out.writeNull();
      return;
    }
    ReceptionSummary reception = run.reception().get();
    out.writeStartObject();
    out.writeStringField("sessionId", reception.sessionId());
    out.writeNumberField("packetsReceived", reception.packetsReceived());
    out.writeNumberField("packetsLost", reception.packetsLost());
    out.writeNumberField("packetsMissed", reception.packetsMissed());
    writeKnown(out, "videoJitter", reception.videoJitterMicros());
    writeKnown(out, "audioJitter", reception.audioJitterMicros());
    writeKnown(out, "repeatTime", reception.repeatMicros());
    out.writeEndObject();
  }

  private static void writeKnown(JsonGenerator out, String name, long value) throws IOException {
    if (value < 0) {
      out.writeNullField(name);
    } else {
      out.writeNumberField(name, value);
    }
  }

  private static void writeKnown(JsonGenerator out, String name, double value) throws IOException {
    if (value < 0) {
      out.writeNullField(name);
    } else {
      out.writeNumberField(name, value);
    }
  }

  private static void writeNullable(JsonGenerator out, String name, Optional<Integer> value)
      throws IOException {
    if (value.isPresent()) {
      out.writeNumberField(name, value.get());
    } else {
      out.writeNullField(name);
    }
  }
}
