package io.sluice.controlplane.console;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.net.URI;

/// Leads who knows only the server's name to the console.
@Controller
final class FrontDoor {
  private static final URI CONSOLE = URI.create("/console/");

  @Get("/")
  HttpResponse<?> root() {
    return HttpResponse.temporaryRedirect(CONSOLE);
  }
}
