package io.sluice.controlplane.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.controlplane.views.WorkerView;
import java.io.IOException;

/// A worker as JSON, as its last heartbeat said.
final class WorkerJson {
  private WorkerJson() {}

  static void write(JsonGenerator out, WorkerView worker) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", worker.id().value());
    out.writeStringField("state", worker.state());
    out.writeStringField("heartbeatAt", worker.at().toString());
    out.writeNumberField("incarnation", worker.incarnation());
    out.writeStringField("httpUrl", worker.httpUrl());
    out.writeStringField("publicUrl", worker.publicUrl());
    out.writeArrayFieldStart("mediaAddresses");
    for (String address : worker.mediaAddresses()) {
      out.writeString(address);
    }
    out.writeEndArray();
    out.writeNumberField("maxProcesses", worker.maxProcesses());
    out.writeNumberField("processes", worker.processes());
    out.writeNumberField("freeLeases", worker.freeLeases());
    writeLoad(out, "cpuLoad", worker.cpuLoad());
    writeLoad(out, "memoryLoad", worker.memoryLoad());
    out.writeStringField("ffmpegVersion", worker.ffmpegVersion());
    out.writeObjectFieldStart("labels");
    for (var label : worker.labels().entrySet()) {
      out.writeStringField(label.getKey(), label.getValue());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void writeLoad(JsonGenerator out, String field, double load) throws IOException {
    if (load < 0) {
      out.writeNullField(field);
    } else {
      out.writeNumberField(field, load);
    }
  }
}
