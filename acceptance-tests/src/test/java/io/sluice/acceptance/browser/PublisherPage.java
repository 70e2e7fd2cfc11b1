package io.sluice.acceptance.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Serves the publishers' page on an origin of its own (so that CORS is part of every test), hands
/// it orders by long polling, and takes its reports.
final class PublisherPage implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final LinkedBlockingQueue<Map<String, Object>> orders = new LinkedBlockingQueue<>();
  private final Map<Integer, BrowserPublisher> publishers = new ConcurrentHashMap<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private final CountDownLatch browserCame = new CountDownLatch(1);

  private PublisherPage(HttpServer server) {
    this.server = server;
  }

  static PublisherPage serve(InetAddress host) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(host, 0), 0);
    PublisherPage page = new PublisherPage(server);
    server.createContext("/", page::sendPage);
    server.createContext("/orders", page::sendOrder);
    server.createContext("/reports", page::takeReport);
    server.setExecutor(page.threads);
    server.start();
    return page;
  }

  /// By name on loopback: only `localhost` and HTTPS are secure contexts, which the camera asks
  /// for.
  String url() {
    InetAddress host = server.getAddress().getAddress();
    return "http://"
        + (host.isLoopbackAddress() ? "localhost" : host.getHostAddress())
        + ":"
        + server.getAddress().getPort()
        + "/";
  }

  void awaitBrowser() {
    try {
      if (!browserCame.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the browser did not load its page within 60 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the browser started", e);
    }
  }

  BrowserPublisher publish(PublishOrder order) {
    int id = lastId.incrementAndGet();
    BrowserPublisher publisher = new BrowserPublisher(id, this);
    publishers.put(id, publisher);
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("id", id);
    message.put("action", "publish");
    message.put("url", order.url());
    message.put("codec", order.codec());
    message.put("audioCodec", order.audioCodec());
    message.put("kinds", order.kinds());
    message.put("width", order.width());
    message.put("height", order.height());
    message.put("isCoded", order.isCoded());
    message.put("isTrickling", order.isTrickling());
    if (order.scalabilityMode() != null) {
      message.put("scalabilityMode", order.scalabilityMode());
    }
    if (order.token() != null) {
      message.put("token", order.token());
    }
    orders.add(message);
    return publisher;
  }

  void order(int id, String action) {
    orders.add(Map.of("id", id, "action", action));
  }

  private void sendPage(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream page = PublisherPage.class.getResourceAsStream("publisher.html")) {
      byte[] body = Objects.requireNonNull(page, "publisher.html").readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void sendOrder(HttpExchange exchange) throws IOException {
    try (exchange) {
      browserCame.countDown();
      Map<String, Object> order = nextOrder();
      if (order == null) {
        exchange.sendResponseHeaders(204, -1);
        return;
      }
      byte[] body = JSON.writeValueAsBytes(order);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private @Nullable Map<String, Object> nextOrder() {
    try {
      return orders.poll(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private void takeReport(HttpExchange exchange) throws IOException {
    try (exchange) {
      Report report = JSON.readValue(exchange.getRequestBody(), Report.class);
      Objects.requireNonNull(publishers.get(report.id()), "a report of an unknown publish")
          .reported(report);
      exchange.sendResponseHeaders(204, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
