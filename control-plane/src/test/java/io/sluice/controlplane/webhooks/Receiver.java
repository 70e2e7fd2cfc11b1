package io.sluice.controlplane.webhooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes webhooks, and does what a test says: answers with an error, or not at all.
final class Receiver implements AutoCloseable {
  private static final Pattern PROCESS = Pattern.compile("\"processId\":\"([^\"]+)\"");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Deque<Integer>> scripts = new ConcurrentHashMap<>();
  private final Map<String, Integer> always = new ConcurrentHashMap<>();
  private final Set<String> hanging = ConcurrentHashMap.newKeySet();
  private final List<Request> taken = new CopyOnWriteArrayList<>();

  /// One attempt.
  record Request(String id, String timestamp, String signature, String body, String process) {
    boolean isAbout(String other) {
      return process.equals(other);
    }

    /// So that ids of one partition sort as their offsets do.
    String place() {
      String[] parts = id.split("-");
      return "%s-%08d".formatted(parts[1], Long.parseLong(parts[2]));
    }
  }

  private Receiver(HttpServer server) {
    this.server = server;
  }

  static Receiver start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Receiver receiver = new Receiver(server);
      server.createContext("/hook", receiver::handle);
      server.setExecutor(receiver.threads);
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /// The next attempts about `process` are answered so, those after them with 204.
  void answers(String process, int... statuses) {
    Deque<Integer> script = new ArrayDeque<>();
    for (int status : statuses) {
      script.add(status);
    }
    scripts.put(process, script);
  }

  void answersAlways(String process, int status) {
    always.put(process, status);
  }

  /// The next attempt about `process` is not answered.
  void hangsOnce(String process) {
    hanging.add(process);
  }

  List<Request> requests() {
    return requests;
  }

  /// Where those about `process` stand in the history that were taken, in the order of arrival.
  List<String> taken(String process) {
    return taken.stream().filter(request -> request.isAbout(process)).map(Request::place).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Matcher process = PROCESS.matcher(body);
    Request request =
        new Request(
            exchange.getRequestHeaders().getFirst("webhook-id"),
            exchange.getRequestHeaders().getFirst("webhook-timestamp"),
            exchange.getRequestHeaders().getFirst("webhook-signature"),
            body,
            process.find() ? process.group(1) : "");
    requests.add(request);
    if (hanging.remove(request.process())) {
      awaitClose();
      return;
    }
    int status = status(request.process());
    if (status == 204) {
      taken.add(request);
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private int status(String process) {
    Deque<Integer> script = scripts.getOrDefault(process, new ArrayDeque<>());
    synchronized (script) {
      Integer next = script.poll();
      return next == null ? always.getOrDefault(process, 204) : next;
    }
  }

  private void awaitClose() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
