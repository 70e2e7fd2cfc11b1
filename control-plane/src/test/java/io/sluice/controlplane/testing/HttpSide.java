package io.sluice.controlplane.testing;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.sluice.controlplane.api.ApiSettings;
import io.sluice.controlplane.feed.LiveFeed;
import io.sluice.controlplane.gateway.GatewayMode;
import io.sluice.controlplane.gateway.WorkerTrust;
import io.sluice.controlplane.past.PastReader;
import io.sluice.controlplane.reports.ReportIndex;
import io.sluice.controlplane.reports.ReportReader;
import io.sluice.controlplane.sessions.SessionIndex;
import io.sluice.controlplane.sessions.SessionReader;
import io.sluice.controlplane.views.CaughtUp;
import io.sluice.controlplane.views.Outcomes;
import io.sluice.controlplane.views.Processes;
import io.sluice.controlplane.views.Routes;
import io.sluice.controlplane.views.Workers;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.whip.limits.ClientLimit;
import io.sluice.whip.limits.RequestRate;
import io.sluice.whip.limits.TrustedProxies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// API and gateway on a free loopback port, over views that the test fills.
public final class HttpSide implements AutoCloseable {
  private static final RequestRate ANY_NUMBER = new RequestRate(100_000, 100_000);

  public final Processes processes = new Processes();
  public final Routes routes = new Routes();
  public final Workers workers = new Workers();
  public final Outcomes outcomes = new Outcomes();
  public final ReportIndex reports = new ReportIndex();
  public final SessionIndex sessions = new SessionIndex();
  public final InMemoryHistory history = new InMemoryHistory(3);
  public final LiveFeed feed = LiveFeed.start(history, RecordCodec.standard(), processes);
  public final ScriptedCommandLog commands = new ScriptedCommandLog();
  public final AtomicBoolean caughtUp = new AtomicBoolean(true);

  private final EmbeddedServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private HttpSide(ApiSettings settings, GatewayMode mode, RequestRate perClient) {
    CaughtUp views = caughtUp::get;
    ApplicationContext context =
        ApplicationContext.builder()
            .properties(
                Map.of(
                    "sluice.role", "control-plane",
                    "micronaut.server.host", "127.0.0.1",
                    "micronaut.server.port", -1))
            .singletons(
                processes,
                routes,
                workers,
                outcomes,
                reports,
                feed,
                new PastReader(KafkaConnection.to("127.0.0.1:1"), _ -> Optional.empty()),
                new ReportReader(
                    KafkaConnection.to("127.0.0.1:1"), RecordCodec.standard(), reports),
                sessions,
                new SessionReader(
                    KafkaConnection.to("127.0.0.1:1"), RecordCodec.standard(), sessions),
                commands,
                new InMemoryOrderLog(workers),
                views,
                settings,
                mode,
                new ClientLimit(TrustedProxies.of(List.of("127.0.0.1")), perClient),
                WorkerTrust.ofTheRuntime(),
                InstantSource.system())
            .start();
    this.server = context.getBean(EmbeddedServer.class).start();
  }

  public static HttpSide start() {
    return start(GatewayMode.PROXY);
  }

  public static HttpSide start(GatewayMode mode) {
    return new HttpSide(ApiSettings.of(Duration.ofSeconds(20), Optional.empty()), mode, ANY_NUMBER);
  }

  /// @param perClient how many WHIP requests an address may make
  public static HttpSide start(RequestRate perClient) {
    return new HttpSide(
        ApiSettings.of(Duration.ofSeconds(20), Optional.empty()), GatewayMode.PROXY, perClient);
  }

  public static HttpSide start(ApiSettings settings) {
    return new HttpSide(settings, GatewayMode.PROXY, ANY_NUMBER);
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getPort() + path);
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url(path)).timeout(Duration.ofSeconds(30));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("the server did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    feed.close();
    client.close();
    server.getApplicationContext().close();
  }
}
