package io.sluice.controlplane.api;

import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.sluice.whip.MediaTypes;
import io.sluice.whip.Problem;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/// What Micronaut itself refuses, such as unknown paths and methods, as problems too.
@Singleton
final class ProblemErrors implements ErrorResponseProcessor<String> {
  @Override
  public MutableHttpResponse<String> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    int status = Math.max(400, response.code());
    Problem problem =
        Problem.of(status, reasonOf(status), detailOf(status, context))
            .at(context.getRequest().getPath());
    return response.body(problem.toJson()).contentType(MediaType.of(MediaTypes.PROBLEM_JSON));
  }

  private static String reasonOf(int status) {
    return switch (status) {
      case 400 -> "MALFORMED_REQUEST";
      case 404 -> "UNKNOWN_PATH";
      case 405 -> "METHOD_NOT_ALLOWED";
      case 406 -> "NOT_ACCEPTABLE";
      case 413 -> "TOO_LARGE";
      case 415 -> "UNSUPPORTED_MEDIA_TYPE";
      default -> status < 500 ? "REFUSED" : "INTERNAL_ERROR";
    };
  }

  /// Of a bug of ours only that it is one: its words are for the log.
  private static String detailOf(int status, ErrorContext context) {
    if (status >= 500) {
      return "this is a fault of the server; its log says more";
    }
    String said =
        context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
    return said.isEmpty() ? "the server does not take this request" : said;
  }
}
