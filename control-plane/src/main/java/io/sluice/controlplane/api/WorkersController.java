package io.sluice.controlplane.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.sluice.controlplane.views.Processes;
import io.sluice.controlplane.views.WorkerView;
import io.sluice.controlplane.views.Workers;
import io.sluice.identity.WorkerId;
import io.sluice.whip.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Workers, as their heartbeats and the orders to them say; drained and taken back by POST below
/// them.
@Controller("/api/v1/workers")
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
final class WorkersController {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Workers workers;
  private final Processes processes;
  private final OrderDesk orders;

  WorkersController(Workers workers, Processes processes, OrderDesk orders) {
    this.workers = workers;
    this.processes = processes;
    this.orders = orders;
  }

  @Get
  HttpResponse<?> list() {
    return Replies.ok(
        Json.list(
            "workers", workers.all(), (out, worker) -> WorkerJson.write(out, worker, processes)));
  }

  @Get("/{id}")
  HttpResponse<?> show(HttpRequest<?> request, String id) {
    return named(id)
        .flatMap(workers::find)
        .<HttpResponse<?>>map(this::shown)
        .orElseGet(() -> unknown(request));
  }

  /// Asked for again it sets the deadline anew.
  @Post("/{id}/drain")
  @Consumes(MediaType.ALL)
  CompletionStage<? extends HttpResponse<?>> drain(HttpRequest<byte[]> request, String id) {
    try {
      DrainRequest wanted = DrainRequest.read(request.getBody());
      return order(request, id, worker -> orders.drain(worker, wanted.within(), wanted.reason()));
    } catch (RequestRefusedException e) {
      return done(Replies.problem(e.problem().at(request.getPath())));
    }
  }

  @Post("/{id}/undrain")
  @Consumes(MediaType.ALL)
  CompletionStage<? extends HttpResponse<?>> undrain(HttpRequest<?> request, String id) {
    return order(request, id, orders::undrain);
  }

  private interface Ordering {
    CompletionStage<OrderDesk.Fate> to(WorkerId worker);
  }

  private CompletionStage<? extends HttpResponse<?>> order(
      HttpRequest<?> request, String id, Ordering ordering) {
    return named(id)
        .<CompletionStage<? extends HttpResponse<?>>>map(
            worker -> ordering.to(worker).thenApply(fate -> reply(request, fate)))
        .orElseGet(() -> done(unknown(request)));
  }

  private HttpResponse<?> reply(HttpRequest<?> request, OrderDesk.Fate fate) {
    return switch (fate) {
      case OrderDesk.Fate.Shown(WorkerView worker) -> shown(worker);
      case OrderDesk.Fate.UnknownWorker _ -> unknown(request);
      case OrderDesk.Fate.NotReady _ ->
          Replies.problemForNow(
              Problem.of(503, "NOT_READY", "nothing was done, try again").at(request.getPath()),
              SOON);
      case OrderDesk.Fate.NotSeen _ ->
          Replies.problemForNow(
              Problem.of(503, "OUTCOME_UNKNOWN", "it may still hold; to ask again does no harm")
                  .at(request.getPath()),
              SOON);
    };
  }

  private HttpResponse<?> shown(WorkerView worker) {
    return Replies.ok(Json.write(out -> WorkerJson.write(out, worker, processes)));
  }

  private static Optional<WorkerId> named(String id) {
    return WorkerId.problem(id).isEmpty() ? Optional.of(new WorkerId(id)) : Optional.empty();
  }

  private static HttpResponse<?> unknown(HttpRequest<?> request) {
    return Replies.problem(
        Problem.of(404, "UNKNOWN_WORKER", "no worker of this id was ever heard")
            .at(request.getPath()));
  }

  private static CompletionStage<HttpResponse<?>> done(HttpResponse<?> response) {
    return CompletableFuture.completedFuture(response);
  }
}
