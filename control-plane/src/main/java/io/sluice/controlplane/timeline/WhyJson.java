package io.sluice.controlplane.timeline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.controlplane.explanation.Explanation;
import io.sluice.controlplane.explanation.FfmpegEnd;
import io.sluice.controlplane.explanation.Step;
import io.sluice.controlplane.process.WorkerFact.PublisherDisconnected;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.ProcessSnapshot;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An explanation as JSON.
public final class WhyJson {
  private WhyJson() {}

  /// @param report of the run whose end is the cause; null when there is none
  /// @param now the process as it is; empty when that cannot be told from what is kept
  public static ObjectNode of(
      ProcessId process,
      Explanation explanation,
      @Nullable FfmpegReport report,
      Optional<ProcessSnapshot> now) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("processId", process.value());
    json.set("subject", step(explanation.subject()));
    json.set("because", step(explanation.because()));
    var leadingUp = json.putArray("leadingUp");
    explanation.leadingUp().forEach(step -> leadingUp.add(step(step)));
    FfmpegEnd end = explanation.ffmpegEnd();
    if (end != null) {
      ObjectNode ffmpeg = json.putObject("ffmpeg");
      ffmpeg.put("run", end.run());
      ffmpeg.put("reason", end.reason());
      var said = ffmpeg.putArray("lastLines");
      LastWords.of(end, report).forEach(said::add);
    }
    PublisherDisconnected left = explanation.publisherLeft();
    if (left != null) {
      ObjectNode session = json.putObject("session");
      session.put("sessionId", left.sessionId());
      session.put("reason", left.reason());
      session.put("diagnosis", left.detail());
    }
    var following = json.putArray("following");
    explanation.following().forEach(step -> following.add(step(step)));
    now.ifPresent(snapshot -> json.set("now", RecordJson.of(snapshot)));
    return json;
  }

  private static ObjectNode step(Step step) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("sequence", step.sequence())
        .put("at", UtcTime.whole(step.at()))
        .put("words", step.words());
  }
}
