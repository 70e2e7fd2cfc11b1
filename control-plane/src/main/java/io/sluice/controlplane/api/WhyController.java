package io.sluice.controlplane.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.sluice.controlplane.explanation.Explainer;
import io.sluice.controlplane.explanation.Explanation;
import io.sluice.controlplane.explanation.FfmpegEnd;
import io.sluice.controlplane.past.Past;
import io.sluice.controlplane.reports.ReportReader;
import io.sluice.controlplane.timeline.WhyJson;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.FfmpegReport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why something happened to a process, as `sluice why` tells it.
@Controller(ProcessesController.PATH + "/{id}/why")
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
final class WhyController {
  private final PastAnswers past;
  private final ReportReader reports;

  WhyController(PastAnswers past, ReportReader reports) {
    this.past = past;
    this.reports = reports;
  }

  /// @param at number of the transition; absent: the last interruption
  @Get
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> why(HttpRequest<?> request, String id, @QueryValue @Nullable Long at) {
    return past.answer(
        request,
        id,
        known ->
            known
                .explainer()
                .flatMap(explainer -> explanation(explainer, at))
                .map(explanation -> json(known, explanation)));
  }

  private static Optional<Explanation> explanation(Explainer explainer, @Nullable Long at) {
    return at == null ? Optional.of(explainer.last()) : explainer.of(at);
  }

  private String json(Past known, Explanation explanation) {
    return WhyJson.of(
            known.process(),
            explanation,
            report(known.process(), explanation.ffmpegEnd()),
            known.snapshot())
        .toString();
  }

  private @Nullable FfmpegReport report(ProcessId process, @Nullable FfmpegEnd end) {
    return end == null ? null : reports.read(process, end.generation(), end.attempt()).orElse(null);
  }
}
