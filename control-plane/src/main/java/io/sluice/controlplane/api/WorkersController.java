package io.sluice.controlplane.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.sluice.controlplane.views.Workers;

/// Workers, as their heartbeats say.
@Controller("/api/v1/workers")
@Produces(MediaType.APPLICATION_JSON)
final class WorkersController {
  private final Workers workers;

  WorkersController(Workers workers) {
    this.workers = workers;
  }

  @Get
  HttpResponse<?> list() {
    return Replies.ok(Json.list("workers", workers.all(), WorkerJson::write));
  }
}
