package io.sluice.controlplane.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.sluice.controlplane.sessions.SessionIndex;
import io.sluice.controlplane.sessions.SessionReader;
import io.sluice.controlplane.timeline.RecordJson;
import io.sluice.eventlog.LogUnavailableException;
import io.sluice.identity.ProcessId;
import io.sluice.whip.Problem;

/// What the WHIP sessions of a process went through, whether their workers still live or not.
@Controller(ProcessesController.PATH + "/{id}/sessions")
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
final class SessionsController {
  private final SessionIndex index;
  private final SessionReader reader;

  SessionsController(SessionIndex index, SessionReader reader) {
    this.index = index;
    this.reader = reader;
  }

  /// The last sessions, the latest first.
  @Get
  HttpResponse<?> list(HttpRequest<?> request, String id) {
    return ProcessId.problem(id).isEmpty()
        ? Replies.ok(Json.list("sessions", index.last(new ProcessId(id)), SessionJson::write))
        : unknown(request);
  }

  /// One session, step by step.
  @Get("/{sessionId}")
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> show(HttpRequest<?> request, String id, String sessionId) {
    if (!ProcessId.problem(id).isEmpty()) {
      return unknown(request);
    }
    try {
      return reader
          .read(new ProcessId(id), sessionId)
          .<HttpResponse<?>>map(timeline -> Replies.ok(RecordJson.of(timeline).toString()))
          .orElseGet(() -> unknown(request));
    } catch (LogUnavailableException e) {
      return Replies.problem(
          Problem.of(503, "KAFKA_UNAVAILABLE", "Kafka does not give the session; try again")
              .at(request.getPath()));
    }
  }

  private static HttpResponse<?> unknown(HttpRequest<?> request) {
    return Replies.problem(
        Problem.of(404, "UNKNOWN_SESSION", "no record of this session is kept")
            .at(request.getPath()));
  }
}
