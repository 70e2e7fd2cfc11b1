package io.sluice.worker.whip;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Options;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.sluice.whip.HeaderField;
import io.sluice.whip.WhipPath;
import io.sluice.whip.WhipReply;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Carries WHIP requests in and replies out.
@Controller("/whip")
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.ALL)
final class WhipController {
  private static final String ENDPOINT = "/{processId}";
  private static final String SESSION = "/{processId}/{sessionId}";
  private static final byte[] NOTHING = {};

  private final WhipEndpoints endpoints;

  WhipController(WhipEndpoints endpoints) {
    this.endpoints = endpoints;
  }

  @Post(ENDPOINT)
  HttpResponse<byte[]> post(
      String processId, HttpRequest<?> request, @Body byte @Nullable [] body) {
    return sent(endpoints.post(processId, read(request, body)));
  }

  @Get(ENDPOINT)
  HttpResponse<byte[]> get(String processId, HttpRequest<?> request) {
    return sent(endpoints.getEndpoint(processId, read(request, null)));
  }

  @Options(ENDPOINT)
  HttpResponse<byte[]> options(String processId, HttpRequest<?> request) {
    return sent(endpoints.optionsOfEndpoint(processId, read(request, null)));
  }

  @Delete(ENDPOINT)
  HttpResponse<byte[]> deleteOfEndpoint(String processId, HttpRequest<?> request) {
    return sent(endpoints.otherMethodOnEndpoint(read(request, null)));
  }

  @Patch(ENDPOINT)
  HttpResponse<byte[]> patchOfEndpoint(String processId, HttpRequest<?> request) {
    return sent(endpoints.otherMethodOnEndpoint(read(request, null)));
  }

  @Put(ENDPOINT)
  HttpResponse<byte[]> putOfEndpoint(String processId, HttpRequest<?> request) {
    return sent(endpoints.otherMethodOnEndpoint(read(request, null)));
  }

  @Delete(SESSION)
  HttpResponse<byte[]> delete(String processId, String sessionId, HttpRequest<?> request) {
    return sent(endpoints.delete(processId, sessionId, read(request, null)));
  }

  @Get(SESSION)
  HttpResponse<byte[]> getSession(String processId, String sessionId, HttpRequest<?> request) {
    return sent(endpoints.getSession(processId, sessionId, read(request, null)));
  }

  @Options(SESSION)
  HttpResponse<byte[]> optionsOfSession(
      String processId, String sessionId, HttpRequest<?> request) {
    return sent(endpoints.optionsOfSession(processId, read(request, null)));
  }

  @Post(SESSION)
  HttpResponse<byte[]> postOfSession(String processId, String sessionId, HttpRequest<?> request) {
    return sent(endpoints.otherMethodOnSession(read(request, null)));
  }

  @Patch(SESSION)
  HttpResponse<byte[]> patch(
      String processId, String sessionId, HttpRequest<?> request, @Body byte @Nullable [] body) {
    return sent(endpoints.patch(processId, sessionId, read(request, body)));
  }

  @Put(SESSION)
  HttpResponse<byte[]> putOfSession(String processId, String sessionId, HttpRequest<?> request) {
    return sent(endpoints.otherMethodOnSession(read(request, null)));
  }

  private static WhipRequest read(HttpRequest<?> request, byte @Nullable [] body) {
    Map<String, List<String>> headers = new HashMap<>();
    request
        .getHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    return new WhipRequest(
        shown(request.getPath()),
        request.getRemoteAddress().getAddress(),
        headers,
        body == null ? NOTHING : body);
  }

  /// Without the session's id: it must not come back in what may be logged.
  private static String shown(String path) {
    return WhipPath.parse(path).map(found -> WhipPath.PREFIX + found.processId()).orElse(path);
  }

  private static HttpResponse<byte[]> sent(WhipReply reply) {
    MutableHttpResponse<byte[]> response = HttpResponse.status(reply.status(), "");
    for (HeaderField field : reply.headers()) {
      response.header(field.name(), field.value());
    }
    return reply.body().isEmpty() ? response : response.body(reply.bodyBytes());
  }
}
