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
import io.sluice.controlplane.timeline.TransitionJson;
import io.sluice.controlplane.views.ProcessView;
import io.sluice.schemas.Transition;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What happened to a process, and how it stood at any time.
@Controller(ProcessesController.PATH + "/{id}/history")
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
final class HistoryController {
  private final PastAnswers past;

  HistoryController(PastAnswers past) {
    this.past = past;
  }

  /// @param after only transitions with a greater sequence number
  @Get
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> list(HttpRequest<?> request, String id, @QueryValue @Nullable Long after) {
    long first = after == null ? 0 : after;
    return past.answer(
        request,
        id,
        known -> {
          List<Transition> wanted =
              known.transitions().stream().filter(t -> t.getSequence() > first).toList();
          return Optional.of(Json.list("transitions", wanted, HistoryController::write));
        });
  }

  /// The process after one transition.
  @Get("/{sequence}")
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> at(HttpRequest<?> request, String id, long sequence) {
    return past.answer(request, id, known -> known.at(sequence).map(HistoryController::state));
  }

  private static void write(JsonGenerator out, Transition transition) throws IOException {
    out.writeRawValue(TransitionJson.of(transition).toString());
  }

  private static String state(ProcessView process) {
    return Json.write(out -> ProcessJson.write(out, process));
  }
}
