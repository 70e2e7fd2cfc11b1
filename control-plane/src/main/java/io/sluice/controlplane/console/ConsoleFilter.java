package io.sluice.controlplane.console;

import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.sluice.controlplane.gateway.GatewayMode;
import io.sluice.controlplane.views.WorkerView;
import io.sluice.controlplane.views.Workers;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Holds browsers to what the console needs: its own scripts and styles, this origin, no frames,
/// and no text that becomes markup.
@ServerFilter("/console/**")
final class ConsoleFilter {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " media-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; connect-src ";

  private final GatewayMode mode;
  private final Workers workers;

  ConsoleFilter(GatewayMode mode, Workers workers) {
    this.mode = mode;
    this.workers = workers;
  }

  @ResponseFilter
  void protect(MutableHttpResponse<?> response) {
    response.header("Content-Security-Policy", POLICY + origins());
    response.header("X-Content-Type-Options", "nosniff");
    response.header("Referrer-Policy", "no-referrer");
    response.header("Permissions-Policy", "camera=(self), microphone=(self), geolocation=()");
  }

  /// A publisher that is redirected goes on at its worker.
  private String origins() {
    Stream<String> redirects =
        mode == GatewayMode.REDIRECT
            ? workers.all().stream().map(WorkerView::publicUrl).filter(url -> !url.isEmpty())
            : Stream.empty();
    return Stream.concat(Stream.of("'self'"), redirects.map(ConsoleFilter::origin))
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private static String origin(String url) {
    URI uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getAuthority();
  }
}
