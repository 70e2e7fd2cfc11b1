package io.sluice.controlplane.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.controlplane.reports.RunSummary;
import io.sluice.controlplane.views.ProcessView;
import io.sluice.controlplane.views.ProcessView.Config;
import io.sluice.controlplane.views.ProcessView.Leg;
import io.sluice.controlplane.views.ProcessView.Ports;
import io.sluice.controlplane.views.ProcessView.WhipIngest;
import io.sluice.whip.WhipPath;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A process as JSON: what was asked for under the names it was asked by, and `status` for what
/// became of it. Absent is null, and every field is always there.
final class ProcessJson {
  private ProcessJson() {}

  /// One of whose FFmpeg nothing was reported yet.
  static void write(JsonGenerator out, ProcessView process) throws IOException {
    write(out, process, Optional.empty());
  }

  /// @param running how its FFmpeg was last reported; empty when none runs
  static void write(JsonGenerator out, ProcessView process, Optional<RunSummary> running)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("id", process.id().value());
    Config config = process.config();
    if (config != null) {
      writeConfig(out, config);
    }
    out.writeFieldName("status");
    writeStatus(out, process, running);
    out.writeEndObject();
  }

  private static void writeConfig(JsonGenerator out, Config config) throws IOException {
    out.writeStringField("reference", config.reference());
    out.writeFieldName("whipIngest");
    writeWhipIngest(out, config.whipIngest());
    writeLegs(out, "input", config.input());
    writeLegs(out, "output", config.output());
    writeTexts(out, "options", config.options());
    writeMap(out, "metadata", config.metadata());
    out.writeObjectFieldStart("placement");
    writeMap(out, "requiredLabels", config.placement().requiredLabels());
    writeMap(out, "preferredLabels", config.placement().preferredLabels());
    out.writeStringField("sameReference", config.placement().sameReference());
    out.writeEndObject();
    out.writeStringField("isolation", config.isolation());
    out.writeFieldName("supervision");
    SupervisionJson.write(out, config.supervision());
  }

  private static void writeMap(JsonGenerator out, String field, Map<String, String> texts)
      throws IOException {
    out.writeObjectFieldStart(field);
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      out.writeStringField(entry.getKey(), entry.getValue());
    }
    out.writeEndObject();
  }

  /// Instead of the token, only whether there is one.
  private static void writeWhipIngest(JsonGenerator out, WhipIngest whip) throws IOException {
    out.writeStartObject();
    out.writeBooleanField("enabled", whip.enabled());
    writeTexts(out, "videoCodec", whip.videoCodecs());
    writeTexts(out, "audioCodec", whip.audioCodecs());
    out.writeNumberField("videoPayloadType", whip.videoPayloadType());
    out.writeNumberField("audioPayloadType", whip.audioPayloadType());
    out.writeBooleanField("bearerTokenRequired", whip.tokenRequired());
    out.writeStringField("start", whip.start());
    out.writeBooleanField("takeover", whip.takeover());
    out.writeStringField("onResolutionChange", whip.onResolutionChange());
    out.writeEndObject();
  }

  private static void writeLegs(JsonGenerator out, String name, List<Leg> legs) throws IOException {
    out.writeArrayFieldStart(name);
    for (Leg leg : legs) {
      out.writeStartObject();
      out.writeStringField("id", leg.id());
      out.writeStringField("address", leg.address());
      writeTexts(out, "options", leg.options());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeStatus(
      JsonGenerator out, ProcessView process, Optional<RunSummary> running) throws IOException {
    out.writeStartObject();
    out.writeStringField("state", process.status().name());
    out.writeStringField("reason", process.reason());
    out.writeStringField("detail", process.detail());
    out.writeBooleanField("forced", process.forced());
    out.writeNumberField("sequence", process.sequence());
    out.writeStringField("changedAt", process.changedAt().toString());
    out.writeNumberField("generation", process.generation());
    out.writeNumberField("revision", process.revision());
    writeNullable(out, "workerId", process.workerId());
    writeNullable(out, "leavingWorkerId", process.leavingWorkerId());
    writeNullable(
        out,
        "whipPath",
        process.takesWhip() ? new WhipPath.Endpoint(process.id().value()).path() : null);
    out.writeNumberField("attempt", process.attempt());
    out.writeFieldName("ports");
    writePorts(out, process.ports());
    writeNullable(
        out, "ffmpegState", process.ffmpegState().isEmpty() ? null : process.ffmpegState());
    Long pid = process.ffmpegPid();
    if (pid == null) {
      out.writeNullField("ffmpegPid");
    } else {
      out.writeNumberField("ffmpegPid", pid);
    }
    writeNullable(out, "publisher", process.publisher());
    out.writeBooleanField("mediaFlowing", process.mediaFlowing());
    out.writeFieldName("failures");
    SupervisionJson.write(out, process.failures());
    out.writeFieldName("progress");
    if (running.isPresent()) {
      RunJson.writeProgress(out, running.get());
    } else {
      out.writeNull();
    }
    out.writeFieldName("reception");
    if (running.isPresent()) {
      RunJson.writeReception(out, running.get());
    } else {
      out.writeNull();
    }
    out.writeEndObject();
  }

  private static void writePorts(JsonGenerator out, @Nullable Ports ports) throws IOException {
    if (ports == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    out.writeNumberField("videoRtp", ports.videoRtp());
    out.writeNumberField("videoRtcp", ports.videoRtcp());
    out.writeNumberField("audioRtp", ports.audioRtp());
    out.writeNumberField("audioRtcp", ports.audioRtcp());
    out.writeEndObject();
  }

  private static void writeTexts(JsonGenerator out, String name, List<String> texts)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }

  private static void writeNullable(JsonGenerator out, String name, @Nullable String value)
      throws IOException {
    if (value == null) {
      out.writeNullField(name);
    } else {
      out.writeStringField(name, value);
    }
  }
}
