package io.sluice.controlplane.webhooks;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends by HTTP to one webhook. Redirects are not followed: an event goes where the operator said,
/// and nowhere else.
public final class HttpSender implements Sender, AutoCloseable {
  private static final Duration TO_CONNECT = Duration.ofSeconds(5);

  private final Webhook webhook;
  private final InstantSource clock;
  private final Duration toAnswer;
  private final HttpClient client;

  /// @param toAnswer from the attempt's begin to the end of the answer
  public HttpSender(Webhook webhook, InstantSource clock, Duration toAnswer) {
    this.webhook = webhook;
    this.clock = clock;
    this.toAnswer = toAnswer;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TO_CONNECT)
            .build();
  }

  @Override
  public Answer send(Message message) throws InterruptedException {
    return send(message.id(), message.json());
  }

  /// @param id of the message, the same for every attempt
  public Answer send(String id, String body) throws InterruptedException {
    CompletableFuture<HttpResponse<Void>> exchange =
        client.sendAsync(request(id, body), BodyHandlers.discarding());
    try {
      HttpResponse<Void> response = exchange.get(toAnswer.toMillis(), TimeUnit.MILLISECONDS);
      return Answer.of(response.statusCode(), response.headers().firstValue("Retry-After"));
    } catch (TimeoutException e) {
      return notNow("no answer within " + toAnswer.toMillis() + " ms");
    } catch (ExecutionException e) {
      // The class only: messages of the client may hold the URL, which may hold a secret.
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return notNow("not reached: " + cause.getClass().getSimpleName());
    } finally {
      exchange.cancel(true);
    }
  }

  private HttpRequest request(String id, String body) {
    Instant now = clock.instant();
    return HttpRequest.newBuilder(webhook.url())
        .header("Content-Type", "application/json")
        .header("User-Agent", "sluice")
        .header("webhook-id", id)
        .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
        .header("webhook-signature", webhook.signature().of(id, now, body))
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static Answer notNow(String reason) {
    return new Answer.NotNow(reason, Optional.empty());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
