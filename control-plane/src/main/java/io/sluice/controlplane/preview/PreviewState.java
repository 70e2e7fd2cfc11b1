package io.sluice.controlplane.preview;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.sluice.identity.ProcessId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Says whether a process shows anything, to who would rather ask than be told 404.
@Controller("/api/v1/processes/{id}/preview")
@Produces(MediaType.APPLICATION_JSON)
final class PreviewState {
  private static final int OK = 200;

  private final PreviewProxy proxy;

  PreviewState(PreviewProxy proxy) {
    this.proxy = proxy;
  }

  /// `playlist` is where it is, or null as long as there is none.
  @Get
  CompletableFuture<HttpResponse<String>> state(String id) {
    Optional<ProcessId> process =
        ProcessId.problem(id).isEmpty() ? Optional.of(new ProcessId(id)) : Optional.empty();
    return process
        .flatMap(known -> proxy.owner(known).map(owner -> proxy.fetch(owner, known, "")))
        .map(fetched ->
            fetched.handle((answer, failure) -> failure == null && answer.statusCode() == OK))
        .orElse(CompletableFuture.completedFuture(false))
        .thenApply(isShown -> HttpResponse.ok(json(id, isShown)));
  }

  private static String json(String id, boolean isShown) {
    return isShown ? "{\"playlist\":\"/preview/" + id + "/\"}" : "{\"playlist\":null}";
  }
}
