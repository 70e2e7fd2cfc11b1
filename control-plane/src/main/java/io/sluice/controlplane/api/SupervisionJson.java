package io.sluice.controlplane.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.controlplane.views.ProcessView.Failure;
import io.sluice.controlplane.views.ProcessView.Supervision;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an FFmpeg is watched, and how it failed, as JSON.
final class SupervisionJson {
  private SupervisionJson() {}

  static void write(JsonGenerator out, @Nullable Supervision supervision) throws IOException {
    if (supervision == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    out.writeBooleanField("reconnect", supervision.reconnect());
    out.writeNumberField("reconnectDelayMillis", supervision.reconnectDelayMillis());
    out.writeNumberField("reconnectDelayMaxMillis", supervision.reconnectDelayMaxMillis());
    out.writeNumberField("staleTimeoutMillis", supervision.staleTimeoutMillis());
    out.writeNumberField("startTimeoutMillis", supervision.startTimeoutMillis());
    out.writeNumberField("cpuPercent", supervision.cpuPercent());
    out.writeNumberField("memoryMib", supervision.memoryMib());
    out.writeNumberField("limitWaitMillis", supervision.limitWaitMillis());
    out.writeNumberField("quarantineFailures", supervision.quarantineFailures());
    out.writeNumberField("quarantineWindowMillis", supervision.quarantineWindowMillis());
    out.writeBooleanField("lowPriority", supervision.lowPriority());
    out.writeEndObject();
  }

  static void write(JsonGenerator out, List<Failure> failures) throws IOException {
    out.writeStartArray();
    for (Failure failure : failures) {
      out.writeStartObject();
      out.writeStringField("at", failure.at().toString());
      out.writeStringField("workerId", failure.workerId());
      out.writeNumberField("generation", failure.generation());
      out.writeNumberField("attempt", failure.attempt());
      out.writeStringField("reason", failure.reason());
      out.writeStringField("detail", failure.detail());
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
