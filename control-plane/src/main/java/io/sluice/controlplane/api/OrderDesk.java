package io.sluice.controlplane.api;

import io.sluice.controlplane.views.CaughtUp;
import io.sluice.controlplane.views.WorkerView;
import io.sluice.controlplane.views.Workers;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.DrainWorker;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes an order to a worker and waits until the views show it: clients read what they wrote.
///
/// Thread: any.
@Singleton
final class OrderDesk {
  private static final String ISSUED_BY = "http-api";

  private static final Logger log = LoggerFactory.getLogger(OrderDesk.class);

  private final OrderLog orders;
  private final Workers workers;
  private final CaughtUp views;
  private final InstantSource clock;
  private final Duration patience;

  OrderDesk(
      OrderLog orders, Workers workers, CaughtUp views, InstantSource clock, ApiSettings settings) {
    this.orders = orders;
    this.workers = workers;
    this.views = views;
    this.clock = clock;
    this.patience = settings.commandTimeout();
  }

  /// What became of an order.
  sealed interface Fate {
    record Shown(WorkerView worker) implements Fate {}

    /// Nothing was written.
    record NotReady() implements Fate {}

    record UnknownWorker() implements Fate {}

    /// It may have been written.
    record NotSeen() implements Fate {}
  }

  CompletionStage<Fate> drain(WorkerId worker, Duration within, String reason) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant deadline = now.plus(within);
    return put(
        worker,
        new DrainWorker(worker.value(), now, ISSUED_BY, deadline, reason),
        view -> shows(view, now));
  }

  CompletionStage<Fate> undrain(WorkerId worker) {
    return put(worker, null, view -> view.drain() == null || !view.drain().isOrdered());
  }

  /// A worker that drains itself sooner shows that instead.
  private static boolean shows(WorkerView worker, Instant issuedAt) {
    WorkerView.Drain drain = worker.drain();
    return drain != null && (!drain.isOrdered() || drain.issuedAt().equals(issuedAt));
  }

  private CompletionStage<Fate> put(
      WorkerId worker, @Nullable DrainWorker order, Predicate<WorkerView> shows) {
    if (!views.isCaughtUp()) {
      return CompletableFuture.completedFuture(new Fate.NotReady());
    }
    if (workers.find(worker).isEmpty()) {
      return CompletableFuture.completedFuture(new Fate.UnknownWorker());
    }
    return orders
        .put(worker, order)
        .thenCompose(_ -> workers.await(worker, shows, patience))
        .<Fate>thenApply(Fate.Shown::new)
        .exceptionally(failure -> {
          log.atWarn()
              .addKeyValue("workerId", worker)
              .addKeyValue("reason", failure.getCause() == null ? failure : failure.getCause())
              .log("an order to a worker was not seen in time");
          return new Fate.NotSeen();
        });
  }
}
