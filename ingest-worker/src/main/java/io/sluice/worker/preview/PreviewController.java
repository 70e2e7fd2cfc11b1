package io.sluice.worker.preview;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.sluice.whip.Cors;
import io.sluice.whip.MediaTypes;
import io.sluice.whip.Problem;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/// Answers players.
@Controller("/preview")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PreviewController {
  /// Players ask for a playlist again and again, and must not be given an old one.
  private static final String CHANGING = "no-cache";

  /// An hour: segments are deleted long before, and a process that is started anew may count from
  /// the beginning again.
  private static final String LASTING = "public, max-age=3600, immutable";

  private final Preview preview;

  PreviewController(Preview preview) {
    this.preview = preview;
  }

  @Get("/{processId}/")
  HttpResponse<?> playlist(String processId) {
    return answer(processId, "");
  }

  @Get("/{processId}/{name}")
  HttpResponse<?> file(String processId, String name) {
    return answer(processId, name);
  }

  private HttpResponse<?> answer(String processId, String name) {
    try {
      Optional<Preview.Shown> shown = preview.find(processId, name);
      return forEveryOrigin(
          shown
              .<MutableHttpResponse<?>>map(PreviewController::sent)
              .orElseGet(PreviewController::nothing));
    } catch (NoSuchFileException e) {
      // FFmpeg deletes segments as it goes.
      return forEveryOrigin(nothing());
    } catch (IOException e) {
      return forEveryOrigin(
          problem(Problem.of(500, "UNREADABLE", "the file cannot be read: " + e.getMessage())));
    }
  }

  private static MutableHttpResponse<?> sent(Preview.Shown shown) {
    return HttpResponse.ok(shown.content())
        .contentType(MediaType.of(shown.mediaType()))
        .header("Cache-Control", shown.lasting() ? LASTING : CHANGING);
  }

  private static MutableHttpResponse<?> nothing() {
    return problem(
        Problem.of(
            404,
            "NO_PREVIEW",
            "this process is not here, has no HLS output in the output folder, or has not written"
                + " that file yet"));
  }

  private static MutableHttpResponse<?> problem(Problem problem) {
    return HttpResponse.status(problem.status(), problem.title())
        .body(problem.toJson())
        .contentType(MediaType.of(MediaTypes.PROBLEM_JSON))
        .header("Cache-Control", "no-store");
  }

  /// The console may be another origin than the worker.
  private static HttpResponse<?> forEveryOrigin(MutableHttpResponse<?> response) {
    return response.header(Cors.ALLOW_ORIGIN, "*");
  }
}
