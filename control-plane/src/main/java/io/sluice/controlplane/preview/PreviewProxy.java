package io.sluice.controlplane.preview;

import io.sluice.controlplane.gateway.WorkerTrust;
import io.sluice.controlplane.views.ProcessView;
import io.sluice.controlplane.views.Processes;
import io.sluice.controlplane.views.RouteView;
import io.sluice.controlplane.views.Routes;
import io.sluice.controlplane.views.WorkerView;
import io.sluice.controlplane.views.Workers;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Fetches files of a preview from the worker that holds the process.
///
/// Thread: any.
@Singleton
final class PreviewProxy implements AutoCloseable {
  /// As much as workers send; see their own limit.
  private static final int MAX_BYTES = 64 << 20;

  private static final Duration TO_CONNECT = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Processes processes;
  private final Routes routes;
  private final Workers workers;
  private final ExecutorService executor =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("preview-", 0).factory());
  private final HttpClient client;

  PreviewProxy(Processes processes, Routes routes, Workers workers, WorkerTrust trust) {
    this.processes = processes;
    this.routes = routes;
    this.workers = workers;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(trust.context())
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TO_CONNECT)
            .executor(executor)
            .build();
  }

  /// Base URL of the worker that holds a process; empty when none does.
  Optional<String> owner(ProcessId processId) {
    return routes
        .find(processId)
        .map(RouteView::workerId)
        // A process without WHIP has no route.
        .or(() -> processes.find(processId).map(ProcessView::workerId).map(WorkerId::new))
        .flatMap(workers::find)
        .map(WorkerView::httpUrl)
        .filter(url -> !url.isEmpty());
  }

  /// Fails when the worker does not answer.
  ///
  /// @param name of a file beside the playlist; empty for the playlist itself
  CompletableFuture<HttpResponse<byte[]>> fetch(String owner, ProcessId processId, String name) {
    String escaped = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(owner + "/preview/" + processId + "/" + escaped))
            .timeout(PATIENCE)
            .build();
    return client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
  }

  @Override
  @PreDestroy
  public void close() {
    client.shutdownNow();
    executor.shutdownNow();
  }
}
