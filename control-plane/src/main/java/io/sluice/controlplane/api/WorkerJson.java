package io.sluice.controlplane.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.controlplane.views.Processes;
import io.sluice.controlplane.views.Remaining;
import io.sluice.controlplane.views.WorkerView;
import java.io.IOException;
import java.util.List;

/// A worker as JSON, as its last heartbeat and the order to it say.
final class WorkerJson {
  private WorkerJson() {}

  /// @param processes among which those that are still on it are counted
  static void write(JsonGenerator out, WorkerView worker, Processes processes) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", worker.id().value());
    out.writeStringField("state", worker.state());
    out.writeStringField("heartbeatAt", worker.at().toString());
    out.writeNumberField("incarnation", worker.incarnation());
    out.writeStringField("httpUrl", worker.httpUrl());
    out.writeStringField("publicUrl", worker.publicUrl());
    writeTexts(out, "mediaAddresses", worker.mediaAddresses());
    out.writeNumberField("maxProcesses", worker.maxProcesses());
    out.writeNumberField("processes", worker.processes());
    out.writeNumberField("freeLeases", worker.freeLeases());
    writeLoad(out, "cpuLoad", worker.cpuLoad());
    writeLoad(out, "memoryLoad", worker.memoryLoad());
    out.writeNumberField("factsDropped", worker.factsDropped());
    writeFfmpeg(out, worker.ffmpeg());
    out.writeFieldName("drain");
    writeDrain(out, worker, processes);
    out.writeObjectFieldStart("labels");
    for (var label : worker.labels().entrySet()) {
      out.writeStringField(label.getKey(), label.getValue());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void writeDrain(JsonGenerator out, WorkerView worker, Processes processes)
      throws IOException {
    WorkerView.Drain drain = worker.drain();
    if (drain == null) {
      out.writeNull();
      return;
    }
    Remaining remaining = Remaining.on(worker.id(), processes);
    out.writeStartObject();
    out.writeStringField("deadline", drain.deadline().toString());
    out.writeStringField("issuedAt", drain.issuedAt().toString());
    out.writeStringField("issuedBy", drain.issuedBy());
    out.writeStringField("reason", drain.reason());
    out.writeNumberField("remaining", remaining.processes());
    out.writeNumberField("publishing", remaining.publishing());
    out.writeNumberField("moving", remaining.moving());
    out.writeEndObject();
  }

  private static void writeFfmpeg(JsonGenerator out, WorkerView.Ffmpeg ffmpeg) throws IOException {
    out.writeStringField("ffmpegVersion", ffmpeg.version());
    out.writeObjectFieldStart("ffmpeg");
    writeTexts(out, "features", ffmpeg.features());
    writeTexts(out, "muxers", ffmpeg.muxers());
    writeTexts(out, "encoders", ffmpeg.encoders());
    writeTexts(out, "protocols", ffmpeg.protocols());
    out.writeEndObject();
  }

  private static void writeTexts(JsonGenerator out, String field, List<String> texts)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }

  private static void writeLoad(JsonGenerator out, String field, double load) throws IOException {
    if (load < 0) {
      out.writeNullField(field);
    } else {
      out.writeNumberField(field, load);
    }
  }
}
