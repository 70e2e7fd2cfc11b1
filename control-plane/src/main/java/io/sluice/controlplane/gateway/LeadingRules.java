package io.sluice.controlplane.gateway;

import io.sluice.controlplane.views.ProcessView;
import io.sluice.controlplane.views.Processes;
import io.sluice.controlplane.views.RouteView;
import io.sluice.controlplane.views.Routes;
import io.sluice.controlplane.views.WorkerView;
import io.sluice.controlplane.views.Workers;
import io.sluice.identity.ProcessId;
import io.sluice.whip.Cors;
import io.sluice.whip.WhipMethod;
import io.sluice.whip.WhipPath;
import io.sluice.whip.WhipRefusal;
import io.sluice.whip.WhipReply;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Decides where each request is led, from what the views say at that moment.
final class LeadingRules {
  /// About what a worker needs to open an endpoint.
  private static final Duration UNTIL_READY = Duration.ofSeconds(2);

  private final Processes processes;
  private final Routes routes;
  private final Workers workers;
  private final BooleanSupplier viewsCaughtUp;
  private final GatewayMode mode;

  LeadingRules(
      Processes processes,
      Routes routes,
      Workers workers,
      BooleanSupplier viewsCaughtUp,
      GatewayMode mode) {
    this.processes = processes;
    this.routes = routes;
    this.workers = workers;
    this.viewsCaughtUp = viewsCaughtUp;
    this.mode = mode;
  }

  Lead lead(GatewayRequest request) {
    Optional<WhipPath> parsed = WhipPath.parse(request.path());
    if (parsed.isEmpty()) {
      return refuse(
          WhipRefusal.UNKNOWN_PATH,
          "publish to /whip/{processId}; sessions are at /whip/{processId}/{sessionId}",
          request);
    }
    WhipPath path = parsed.get();
    Set<WhipMethod> methods = methodsOf(path);
    if (Cors.isPreflight(request.method(), request.header(Cors.REQUEST_METHOD).orElse(null))) {
      return new Lead.Answer(WhipReply.toPreflight(methods));
    }
    Optional<WhipMethod> method = WhipMethod.named(request.method()).filter(methods::contains);
    if (method.isEmpty()) {
      return new Lead.Answer(WhipReply.methodNotAllowed(methods, request.path()));
    }
    return toOwner(path, method.get(), request);
  }

  private Lead toOwner(WhipPath path, WhipMethod method, GatewayRequest request) {
    if (!ProcessId.problem(path.processId()).isEmpty()) {
      return unknownProcess(request);
    }
    var processId = new ProcessId(path.processId());
    Optional<RouteView> route = routes.find(processId);
    if (route.isEmpty()) {
      return withoutRoute(path, processId, request);
    }
    Optional<URI> redirect =
        method == WhipMethod.POST && mode == GatewayMode.REDIRECT
            ? publicUrl(route.get(), path, request)
            : Optional.empty();
    return redirect
        .<Lead>map(Lead.Redirect::new)
        .orElseGet(() -> new Lead.Proxy(processId, proxyUrl(route.get(), path, request)));
  }

  /// RFC 9725 §4.5: only what may come true by waiting is answered by 503.
  private Lead withoutRoute(WhipPath path, ProcessId processId, GatewayRequest request) {
    if (!viewsCaughtUp.getAsBoolean()) {
      return notReady("this gateway has just started and is still reading the routes", request);
    }
    Optional<ProcessView> process = processes.find(processId);
    if (process.isEmpty() || !process.get().status().isWanted()) {
      return unknownProcess(request);
    }
    if (!process.get().takesWhip()) {
      return refuse(
          WhipRefusal.UNKNOWN_PROCESS,
          "this process takes no WHIP; set whipIngest.enabled when it is started",
          request);
    }
    return switch (path) {
      case WhipPath.Endpoint _ ->
          notReady("the process is " + process.get().status() + "; try again", request);
      // A session lives in its worker: where no worker serves the process, it has ended.
      case WhipPath.Session _ ->
          refuse(WhipRefusal.UNKNOWN_SESSION, "this session has ended; POST again", request);
    };
  }

  private Optional<URI> publicUrl(RouteView route, WhipPath path, GatewayRequest request) {
    return workers
        .find(route.workerId())
        .map(WorkerView::publicUrl)
        .filter(url -> !url.isEmpty())
        .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
        .map(url -> URI.create(withQuery(url + path.path(), request)));
  }

  private static URI proxyUrl(RouteView route, WhipPath path, GatewayRequest request) {
    String endpoint = route.whipUrl().toString();
    return URI.create(
        switch (path) {
          case WhipPath.Endpoint _ -> withQuery(endpoint, request);
          case WhipPath.Session session -> withQuery(endpoint + "/" + session.sessionId(), request);
        });
  }

  private static String withQuery(String url, GatewayRequest request) {
    return request.query() == null ? url : url + "?" + request.query();
  }

  private static Set<WhipMethod> methodsOf(WhipPath path) {
    return switch (path) {
      case WhipPath.Endpoint _ -> WhipMethod.OF_ENDPOINT;
      case WhipPath.Session _ -> WhipMethod.OF_SESSION;
    };
  }

  private static Lead unknownProcess(GatewayRequest request) {
    return refuse(
        WhipRefusal.UNKNOWN_PROCESS, "no process of this id runs; start it first", request);
  }

  private static Lead notReady(String detail, GatewayRequest request) {
    return new Lead.Answer(
        WhipReply.refusedForNow(
            WhipRefusal.NOT_READY.problem(detail).at(request.path()), UNTIL_READY));
  }

  private static Lead refuse(WhipRefusal refusal, String detail, GatewayRequest request) {
    return new Lead.Answer(WhipReply.refused(refusal.problem(detail).at(request.path())));
  }
}
