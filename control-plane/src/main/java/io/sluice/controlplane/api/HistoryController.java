package io.sluice.controlplane.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.sluice.controlplane.past.Past;
import io.sluice.controlplane.past.PastReader;
import io.sluice.controlplane.timeline.TransitionJson;
import io.sluice.controlplane.views.ProcessView;
import io.sluice.eventlog.LogUnavailableException;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.Transition;
import io.sluice.whip.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What happened to a process, and how it stood at any time.
@Controller(ProcessesController.PATH + "/{id}/history")
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
final class HistoryController {
  private final PastReader reader;

  HistoryController(PastReader reader) {
    this.reader = reader;
  }

  /// @param after only transitions with a greater sequence number
  @Get
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> list(HttpRequest<?> request, String id, @QueryValue @Nullable Long after) {
    long first = after == null ? 0 : after;
    return answer(
        request,
        id,
        past -> {
          List<Transition> wanted =
              past.transitions().stream().filter(t -> t.getSequence() > first).toList();
          return Replies.ok(Json.list("transitions", wanted, HistoryController::write));
        });
  }

  /// The process after one transition.
  @Get("/{sequence}")
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> at(HttpRequest<?> request, String id, long sequence) {
    return answer(
        request,
        id,
        past -> {
          Optional<ProcessView> then = past.at(sequence);
          return then.isEmpty() ? unknown(request) : Replies.ok(state(then.get()));
        });
  }

  private HttpResponse<?> answer(
      HttpRequest<?> request, String id, Function<Past, HttpResponse<?>> of) {
    if (!ProcessId.problem(id).isEmpty()) {
      return unknown(request);
    }
    try {
      return of.apply(reader.read(new ProcessId(id)));
    } catch (LogUnavailableException e) {
      return Replies.problem(
          Problem.of(503, "KAFKA_UNAVAILABLE", "Kafka does not give the history; try again")
              .at(request.getPath()));
    }
  }

  private static void write(JsonGenerator out, Transition transition) throws IOException {
    out.writeRawValue(TransitionJson.of(transition).toString());
  }

  private static String state(ProcessView process) {
    return Json.write(out -> ProcessJson.write(out, process));
  }

  private static HttpResponse<?> unknown(HttpRequest<?> request) {
    return Replies.problem(
        Problem.of(404, "UNKNOWN_TRANSITION", "the process has no such transition")
            .at(request.getPath()));
  }
}
