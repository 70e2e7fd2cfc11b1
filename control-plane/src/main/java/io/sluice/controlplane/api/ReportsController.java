package io.sluice.controlplane.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.sluice.controlplane.reports.ReportIndex;
import io.sluice.controlplane.reports.ReportReader;
import io.sluice.controlplane.timeline.RecordJson;
import io.sluice.eventlog.LogUnavailableException;
import io.sluice.identity.ProcessId;
import io.sluice.whip.Problem;

/// What the FFmpegs of a process were told, said and did, whether their workers still live or not.
@Controller(ProcessesController.PATH + "/{id}/reports")
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
final class ReportsController {
  private final ReportIndex index;
  private final ReportReader reader;

  ReportsController(ReportIndex index, ReportReader reader) {
    this.index = index;
    this.reader = reader;
  }

  /// The last runs, the latest first.
  @Get
  HttpResponse<?> list(HttpRequest<?> request, String id) {
    return ProcessId.problem(id).isEmpty()
        ? Replies.ok(Json.list("reports", index.last(new ProcessId(id)), RunJson::write))
        : unknown(request);
  }

  /// The whole report of one run.
  @Get("/{generation}/{attempt}")
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> show(HttpRequest<?> request, String id, long generation, int attempt) {
    if (!ProcessId.problem(id).isEmpty()) {
      return unknown(request);
    }
    try {
      return reader
          .read(new ProcessId(id), generation, attempt)
          .<HttpResponse<?>>map(report -> Replies.ok(RecordJson.of(report).toString()))
          .orElseGet(() -> unknown(request));
    } catch (LogUnavailableException e) {
      return Replies.problem(
          Problem.of(503, "KAFKA_UNAVAILABLE", "Kafka does not give the report; try again")
              .at(request.getPath()));
    }
  }

  private static HttpResponse<?> unknown(HttpRequest<?> request) {
    return Replies.problem(
        Problem.of(404, "UNKNOWN_REPORT", "no report of this run is kept").at(request.getPath()));
  }
}
