package io.sluice.controlplane.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.sluice.controlplane.past.Past;
import io.sluice.controlplane.past.PastReader;
import io.sluice.eventlog.LogUnavailableException;
import io.sluice.identity.ProcessId;
import io.sluice.whip.Problem;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/// Answers what is asked about the past of one process.
@Singleton
final class PastAnswers {
  private final PastReader reader;

  PastAnswers(PastReader reader) {
    this.reader = reader;
  }

  /// @param of the answer; empty when the past has nothing of the kind
  HttpResponse<?> answer(HttpRequest<?> request, String id, Function<Past, Optional<String>> of) {
    if (!ProcessId.problem(id).isEmpty()) {
      return unknown(request);
    }
    try {
      Optional<String> json = of.apply(reader.read(new ProcessId(id)));
      return json.isPresent() ? Replies.ok(json.get()) : unknown(request);
    } catch (LogUnavailableException e) {
      return Replies.problem(
          Problem.of(503, "KAFKA_UNAVAILABLE", "Kafka does not give the history; try again")
              .at(request.getPath()));
    }
  }

  private static HttpResponse<?> unknown(HttpRequest<?> request) {
    return Replies.problem(
        Problem.of(404, "UNKNOWN_TRANSITION", "the process has no such transition")
            .at(request.getPath()));
  }
}
