package io.sluice.standalone.cli.past;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.controlplane.explanation.Explanation;
import io.sluice.controlplane.explanation.Step;
import io.sluice.controlplane.process.WorkerFact.FfmpegExited;
import io.sluice.controlplane.timeline.RecordJson;
import io.sluice.controlplane.timeline.UtcTime;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.ProcessSnapshot;
import org.jspecify.annotations.Nullable;

/// An explanation as JSON.
final class WhyJson {
  private WhyJson() {}

  static ObjectNode of(
      Explanation explanation, @Nullable FfmpegReport report, ProcessSnapshot now) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("processId", now.getProcessId());
    json.set("subject", step(explanation.subject()));
    json.set("because", step(explanation.because()));
    var leadingUp = json.putArray("leadingUp");
    explanation.leadingUp().forEach(step -> leadingUp.add(step(step)));
    FfmpegExited exit = explanation.ffmpegExit();
    if (exit != null) {
      ObjectNode ffmpeg = json.putObject("ffmpeg");
      ffmpeg.put("run", exit.origin().generation().value() + "/" + exit.attempt());
      ffmpeg.put("reason", exit.reason());
      var said = ffmpeg.putArray("lastLines");
      LastWords.of(exit, report).forEach(said::add);
    }
    var following = json.putArray("following");
    explanation.following().forEach(step -> following.add(step(step)));
    json.set("now", RecordJson.of(now));
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
