package io.sluice.controlplane.api;

import io.sluice.identity.ProcessId;
import io.sluice.schemas.Leg;
import io.sluice.schemas.PlacementWish;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.Supervision;
import io.sluice.schemas.WhipIngest;
import io.sluice.whip.BearerToken;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A process as the body of a POST asks for it. Only the form is checked here; what the values mean
/// and whether they may be is for the decider, who sees commands from elsewhere too.
record NewProcess(ProcessId id, ProcessConfig config) {

  /// @throws RequestRefusedException naming the field that cannot be read
  static NewProcess read(byte[] body) {
    JsonFields fields = JsonFields.of(JsonReader.read(body));
    ProcessId id = id(fields);
    ProcessConfig config =
        ProcessConfig.newBuilder()
            .setReference(fields.text("reference").orElse(""))
            .setWhipIngest(
                fields
                    .object("whipIngest")
                    .map(NewProcess::whipIngest)
                    .orElseGet(NewProcess::noWhip))
            .setInput(legs(fields, "input"))
            .setOutput(legs(fields, "output"))
            .setOptions(fields.texts("options"))
            .setMetadata(fields.textMap("metadata"))
            .setPlacement(fields.object("placement").map(NewProcess::placement).orElse(null))
            .setIsolation(fields.text("isolation").orElse(""))
            .setSupervision(fields.object("supervision").map(NewProcess::supervision).orElse(null))
            .build();
    fields.refuseOthers();
    return new NewProcess(id, config);
  }

  /// The id is checked here because it becomes the key of the command.
  private static ProcessId id(JsonFields fields) {
    String id =
        fields
            .text("id")
            .orElseThrow(
                () -> RequestRefusedException.field("id", "MISSING_FIELD", "must be given"));
    String problem = ProcessId.problem(id);
    if (!problem.isEmpty()) {
      throw RequestRefusedException.field("id", "INVALID_PROCESS_ID", problem);
    }
    return new ProcessId(id);
  }

  private static WhipIngest whipIngest(JsonFields fields) {
    boolean enabled =
        fields
            .flag("enabled")
            .orElseThrow(() ->
                RequestRefusedException.field(
                    fields.pathOf("enabled"), "MISSING_FIELD", "must be true or false"));
    WhipIngest whip =
        WhipIngest.newBuilder()
            .setEnabled(enabled)
            .setVideoCodec(fields.oneOrMoreTexts("videoCodec"))
            .setAudioCodec(fields.oneOrMoreTexts("audioCodec"))
            .setVideoPayloadType(fields.whole("videoPayloadType"))
            .setAudioPayloadType(fields.whole("audioPayloadType"))
            .setBearerTokenSha256(tokenHash(fields))
            .setStart(start(fields))
            .setTakeover(fields.flag("takeover").orElse(false))
            .setOnResolutionChange(fields.text("onResolutionChange").orElse(""))
            .build();
    fields.refuseOthers();
    return whip;
  }

  private static PlacementWish placement(JsonFields fields) {
    PlacementWish wish =
        PlacementWish.newBuilder()
            .setRequiredLabels(fields.textMap("requiredLabels"))
            .setPreferredLabels(fields.textMap("preferredLabels"))
            .setSameReference(fields.text("sameReference").orElse(""))
            .build();
    fields.refuseOthers();
    return wish;
  }

  private static Supervision supervision(JsonFields fields) {
    Supervision supervision =
        Supervision.newBuilder()
            .setReconnect(fields.flag("reconnect").orElse(true))
            .setReconnectDelayMillis(fields.whole("reconnectDelayMillis"))
            .setReconnectDelayMaxMillis(fields.whole("reconnectDelayMaxMillis"))
            .setStaleTimeoutMillis(fields.whole("staleTimeoutMillis"))
            .setStartTimeoutMillis(fields.whole("startTimeoutMillis"))
            .setCpuPercent(fields.whole("cpuPercent"))
            .setMemoryMib(fields.whole("memoryMib"))
            .setLimitWaitMillis(fields.whole("limitWaitMillis"))
            .setQuarantineFailures(fields.whole("quarantineFailures"))
            .setQuarantineWindowMillis(fields.whole("quarantineWindowMillis"))
            .setLowPriority(fields.flag("lowPriority").orElse(false))
            .build();
    fields.refuseOthers();
    return supervision;
  }

  /// Taken in the spelling of JSON too; Kafka holds one.
  private static String start(JsonFields fields) {
    String start = fields.text("start").orElse("");
    return switch (start) {
      case "eager" -> "EAGER";
      case "onPublish" -> "ON_PUBLISH";
      default -> start;
    };
  }

  private static WhipIngest noWhip() {
    return WhipIngest.newBuilder().setEnabled(false).build();
  }

  /// The token itself goes no further than this line. An empty one is refused rather than taken for
  /// none: it is what a forgotten variable looks like, and would leave the endpoint open.
  private static @Nullable String tokenHash(JsonFields fields) {
    Optional<String> token = fields.text("bearerToken");
    if (token.isEmpty()) {
      return null;
    }
    return BearerToken.of(token.get())
        .orElseThrow(() ->
            RequestRefusedException.field(
                fields.pathOf("bearerToken"),
                "INVALID_TOKEN",
                "must be letters, digits or any of -._~+/ with = at the end only (RFC 6750);"
                    + " leave it out to ask for none"))
        .sha256Hex();
  }

  private static List<Leg> legs(JsonFields fields, String name) {
    return fields.objects(name).stream().map(NewProcess::leg).toList();
  }

  private static Leg leg(JsonFields fields) {
    Leg leg =
        Leg.newBuilder()
            .setId(fields.text("id").orElse(""))
            .setAddress(fields.text("address").orElse(""))
            .setOptions(fields.texts("options"))
            .build();
    fields.refuseOthers();
    return leg;
  }
}
