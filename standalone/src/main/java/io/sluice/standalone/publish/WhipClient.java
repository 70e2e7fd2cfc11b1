package io.sluice.standalone.publish;

import io.sluice.whip.HeaderNames;
import io.sluice.whip.MediaTypes;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/// The HTTP half of a WHIP client, RFC 9725 §4.2.
final class WhipClient implements AutoCloseable {
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration DELETE_TIMEOUT = Duration.ofSeconds(3);

  private final Optional<String> token;

  // NORMAL repeats a POST as a POST after 307 and 308, as RFC 9725 §4.5 wants it.
  private final HttpClient http =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NORMAL)
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(REQUEST_TIMEOUT)
          .build();

  WhipClient(Optional<String> token) {
    this.token = token;
  }

  /// Posts the offer.
  WhipSession post(URI endpoint, String offerSdp) throws PublishFailedException {
    HttpRequest request =
        request(endpoint, REQUEST_TIMEOUT)
            .header(HeaderNames.CONTENT_TYPE, MediaTypes.SDP)
            .POST(HttpRequest.BodyPublishers.ofString(offerSdp))
            .build();
    HttpResponse<String> response = send(request);
    if (response.statusCode() != 201) {
      throw new PublishFailedException(ServerRefusal.inWords(response));
    }
    String location =
        response
            .headers()
            .firstValue(HeaderNames.LOCATION)
            .orElseThrow(() ->
                new PublishFailedException(
                    "the server answered 201 without a Location, so the session could not be ended;"
                        + " is this a WHIP endpoint?"));
    // Relative to where a redirect has led, not to where we began (RFC 9110 §10.2.2).
    return new WhipSession(response.body(), response.uri().resolve(location));
  }

  /// Ends the session. True when the server confirmed it.
  boolean delete(URI session) {
    try {
      HttpRequest request = request(session, DELETE_TIMEOUT).DELETE().build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // the server ends a silent session by itself
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest.Builder request(URI uri, Duration timeout) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri).timeout(timeout).header("User-Agent", "sluice-publish");
    token.ifPresent(value -> builder.header(HeaderNames.AUTHORIZATION, "Bearer " + value));
    return builder;
  }

  private HttpResponse<String> send(HttpRequest request) throws PublishFailedException {
    String server = request.uri().getHost() + ":" + request.uri().getPort();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw new PublishFailedException(
          "nothing answers at " + server + "; is Sluice running there (./sluice up)?");
    } catch (HttpTimeoutException e) {
      throw new PublishFailedException(server + " did not answer in time");
    } catch (IOException e) {
      throw new PublishFailedException("talking to " + server + " failed: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishFailedException("interrupted before the server answered");
    }
  }
}
