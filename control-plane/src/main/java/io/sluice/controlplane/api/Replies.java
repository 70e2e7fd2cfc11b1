package io.sluice.controlplane.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpResponseFactory;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.sluice.whip.HeaderField;
import io.sluice.whip.MediaTypes;
import io.sluice.whip.Problem;
import io.sluice.whip.RetryAfter;
import java.time.Duration;

/// JSON and problems as Micronaut's responses.
final class Replies {
  private Replies() {}

  // Bodies are strings of JSON: Micronaut writes a string as it is, whatever its media type.
  static MutableHttpResponse<String> ok(String json) {
    return HttpResponse.ok(json).contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  static MutableHttpResponse<String> problem(Problem problem) {
    MutableHttpResponse<String> response =
        HttpResponseFactory.INSTANCE.status(problem.status(), problem.title());
    return response.body(problem.toJson()).contentType(MediaType.of(MediaTypes.PROBLEM_JSON));
  }

  static MutableHttpResponse<String> problemForNow(Problem problem, Duration retryAfter) {
    HeaderField field = RetryAfter.header(retryAfter);
    return problem(problem).header(field.name(), field.value());
  }
}
