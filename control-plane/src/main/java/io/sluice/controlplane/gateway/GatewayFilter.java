package io.sluice.controlplane.gateway;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpResponseFactory;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.cors.CorsFilter;
import io.sluice.whip.HeaderField;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Takes every request under `/whip`, whatever its method: a filter, since a controller would have
/// to name the methods, and Micronaut would answer the others in its own way.
@ServerFilter("/whip/**")
final class GatewayFilter implements Ordered {
  private final WhipGateway gateway;

  GatewayFilter(WhipGateway gateway) {
    this.gateway = gateway;
  }

  /// After the metrics, and before Micronaut's own CORS filter: when the server is asked as
  /// `localhost`, that one answers 403 to every page that is not. The API keeps that protection.
  @Override
  public int getOrder() {
    return CorsFilter.CORS_FILTER_ORDER - 1;
  }

  @RequestFilter
  CompletionStage<HttpResponse<?>> answer(HttpRequest<?> request, @Body byte @Nullable [] body) {
    return gateway
        .answer(read(request, body == null ? new byte[0] : body))
        .thenApply(GatewayFilter::write);
  }

  private static GatewayRequest read(HttpRequest<?> request, byte[] body) {
    List<HeaderField> headers = new ArrayList<>();
    request
        .getHeaders()
        .forEach((name, values) -> values.forEach(v -> headers.add(new HeaderField(name, v))));
    return new GatewayRequest(
        request.getMethodName(),
        request.getUri().getRawPath(),
        request.getUri().getRawQuery(),
        headers,
        request.getRemoteAddress().getAddress().getHostAddress(),
        request.isSecure() ? "https" : "http",
        body);
  }

  private static HttpResponse<?> write(GatewayReply reply) {
    MutableHttpResponse<byte[]> response = HttpResponseFactory.INSTANCE.status(reply.status(), "");
    reply.headers().forEach(field -> response.getHeaders().add(field.name(), field.value()));
    return reply.body().length == 0 ? response : response.body(reply.body());
  }
}
