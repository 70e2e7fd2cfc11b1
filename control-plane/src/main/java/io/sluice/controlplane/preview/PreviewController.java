package io.sluice.controlplane.preview;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpResponseFactory;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.sluice.identity.ProcessId;
import io.sluice.whip.Cors;
import io.sluice.whip.HeaderNames;
import io.sluice.whip.MediaTypes;
import io.sluice.whip.Problem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Answers players with what the worker answers.
@Controller("/preview")
final class PreviewController {
  private static final String CACHE_CONTROL = "Cache-Control";

  /// What of the worker's answer concerns players.
  private static final List<String> PASSED_ON = List.of(HeaderNames.CONTENT_TYPE, CACHE_CONTROL);

  private final PreviewProxy proxy;

  PreviewController(PreviewProxy proxy) {
    this.proxy = proxy;
  }

  @Get("/{processId}/")
  CompletableFuture<HttpResponse<?>> playlist(String processId) {
    return answer(processId, "");
  }

  @Get("/{processId}/{name}")
  CompletableFuture<HttpResponse<?>> file(String processId, String name) {
    return answer(processId, name);
  }

  private CompletableFuture<HttpResponse<?>> answer(String processId, String name) {
    Optional<String> owner =
        ProcessId.problem(processId).isEmpty()
            ? proxy.owner(new ProcessId(processId))
            : Optional.empty();
    if (owner.isEmpty() || name.equals(".") || name.equals("..")) {
      return CompletableFuture.completedFuture(
          problem(Problem.of(404, "NO_PREVIEW", "no worker runs a process of this id")));
    }
    return proxy
        .fetch(owner.get(), new ProcessId(processId), name)
        .handle((response, failure) ->
            failure == null
                ? passedOn(response)
                : problem(
                    Problem.of(
                        502,
                        "OWNER_UNREACHABLE",
                        "the worker of this process does not answer; try again")));
  }

  private static HttpResponse<?> passedOn(java.net.http.HttpResponse<byte[]> answer) {
    MutableHttpResponse<byte[]> response =
        HttpResponseFactory.INSTANCE.status(answer.statusCode(), "");
    for (String name : PASSED_ON) {
      answer.headers().firstValue(name).ifPresent(value -> response.header(name, value));
    }
    return response.body(answer.body()).header(Cors.ALLOW_ORIGIN, "*");
  }

  private static HttpResponse<?> problem(Problem problem) {
    return HttpResponseFactory.INSTANCE
        .status(problem.status(), problem.title())
        .body(problem.toJson())
        .contentType(MediaType.of(MediaTypes.PROBLEM_JSON))
        .header(CACHE_CONTROL, "no-store")
        .header(Cors.ALLOW_ORIGIN, "*");
  }
}
