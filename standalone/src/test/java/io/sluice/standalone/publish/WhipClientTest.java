package io.sluice.standalone.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WhipClientTest {
  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private WhipClient client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    client = new WhipClient(Optional.of("secret"));
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void takesTheAnswerAndTheSession() throws PublishFailedException {
    on(
        "/whip/demo",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/whip/demo/abc");
          reply(exchange, 201, "the answer");
        });

    WhipSession session = client.post(url("/whip/demo"), "the offer");

    assertThat(session.answerSdp()).isEqualTo("the answer");
    assertThat(session.url()).isEqualTo(url("/whip/demo/abc"));
    assertThat(seen).containsExactly("POST /whip/demo Bearer secret application/sdp the offer");
  }

  @Test
  void postsAgainWhereA307Leads() throws PublishFailedException {
    on(
        "/whip/demo",
        exchange -> {
          exchange.getResponseHeaders().set("Location", url("/owner/demo").toString());
          reply(exchange, 307, "");
        });
    on(
        "/owner/demo",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "demo/abc");
          reply(exchange, 201, "the answer");
        });

    WhipSession session = client.post(url("/whip/demo"), "the offer");

    assertThat(session.url()).isEqualTo(url("/owner/demo/abc"));
    assertThat(seen).last().isEqualTo("POST /owner/demo Bearer secret application/sdp the offer");
  }

  @Test
  void tellsTheServersDetail() {
    on(
        "/whip/demo",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
          exchange.getResponseHeaders().set("Retry-After", "2");
          reply(exchange, 503, "{\"status\":503,\"detail\":\"no worker yet\"}");
        });

    assertThatThrownBy(() -> client.post(url("/whip/demo"), "the offer"))
        .isInstanceOf(PublishFailedException.class)
        .hasMessageContaining("(503)")
        .hasMessageContaining("no worker yet")
        .hasMessageEndingWith("try again in 2 s");
  }

  @Test
  void doesNotTakeASuccessWithoutASession() {
    on("/whip/demo", exchange -> reply(exchange, 201, "the answer"));

    assertThatThrownBy(() -> client.post(url("/whip/demo"), "the offer"))
        .hasMessageContaining("Location");
  }

  @Test
  void saysThatNothingAnswers() {
    server.stop(0);

    assertThatThrownBy(() -> client.post(url("/whip/demo"), "the offer"))
        .hasMessageContaining("nothing answers at 127.0.0.1:");
  }

  @Test
  void endsTheSession() {
    on("/whip/demo/abc", exchange -> reply(exchange, 200, ""));

    assertThat(client.delete(url("/whip/demo/abc"))).isTrue();
    assertThat(client.delete(url("/nowhere"))).isFalse();
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private void on(String path, Reply reply) {
    server.createContext(
        path,
        exchange -> {
          var headers = exchange.getRequestHeaders();
          seen.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + headers.getFirst("Authorization")
                  + " "
                  + headers.getFirst("Content-Type")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          reply.to(exchange);
        });
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @FunctionalInterface
  private interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }
}
