package io.sluice.acceptance.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;

/// A client that follows no redirect, or follows them all.
public final class HttpCalls {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client;

  private HttpCalls(HttpClient.Builder client) {
    this.client = client.build();
  }

  public static HttpCalls staying() {
    return new HttpCalls(HttpClient.newBuilder().followRedirects(Redirect.NEVER));
  }

  public static HttpCalls following() {
    return new HttpCalls(HttpClient.newBuilder().followRedirects(Redirect.ALWAYS));
  }

  /// Over TLS, without redirects.
  public static HttpCalls trusting(SSLContext trust) {
    return new HttpCalls(HttpClient.newBuilder().sslContext(trust));
  }

  /// Posts an offer as a browser makes it (H264, Opus, BUNDLE, `setup:actpass`).
  public HttpResponse<String> offer(String whipUrl, String... headers) {
    HttpRequest.Builder request = request(whipUrl).header("Content-Type", "application/sdp");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.POST(BodyPublishers.ofString(browserOffer())));
  }

  public HttpResponse<String> postJson(String url, String json, String... headers) {
    HttpRequest.Builder request = request(url).header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.POST(BodyPublishers.ofString(json)));
  }

  public HttpResponse<String> get(String url) {
    return send(request(url).GET());
  }

  /// Asks until the server is up and answers with 200.
  public HttpResponse<String> awaitOk(String url) {
    return Awaitility.await()
        .atMost(PATIENCE.multipliedBy(2))
        .ignoreException(UncheckedIOException.class)
        .until(() -> get(url), answer -> answer.statusCode() == 200);
  }

  public HttpResponse<String> delete(String url) {
    return send(request(url).DELETE());
  }

  /// `Location` of an answer as an absolute URL.
  public static String location(HttpResponse<?> answer) {
    String location = answer.headers().firstValue("Location").orElseThrow();
    return answer.uri().resolve(location).toString();
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for HTTP", e);
    }
  }

  private static String browserOffer() {
    try (InputStream offer = HttpCalls.class.getResourceAsStream("chromium-offer.sdp")) {
      return new String(
          Objects.requireNonNull(offer, "chromium-offer.sdp").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
