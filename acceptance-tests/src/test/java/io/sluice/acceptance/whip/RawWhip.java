package io.sluice.acceptance.whip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// WHIP by hand: any method with any header. A redirect is followed once with all headers, as OBS
/// does it; the JDK's client would leave the token out.
final class RawWhip {
  static final String SDP = "application/sdp";
  static final String FRAGMENT = "application/trickle-ice-sdpfrag";

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(Redirect.NEVER)
          .build();

  /// @param headers name, value, name, value
  HttpResponse<String> send(String method, String url, String body, String... headers) {
    HttpResponse<String> answer = once(method, url, body, headers);
    return answer.statusCode() == 307 ? once(method, location(answer), body, headers) : answer;
  }

  private HttpResponse<String> once(String method, String url, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(20))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for HTTP", e);
    }
  }

  HttpResponse<String> post(String endpoint, String offer, String... headers) {
    return send("POST", endpoint, offer, with(headers, "Content-Type", SDP));
  }

  HttpResponse<String> patch(String session, String fragment, String ifMatch, String... headers) {
    return send(
        "PATCH", session, fragment, with(headers, "Content-Type", FRAGMENT, "If-Match", ifMatch));
  }

  HttpResponse<String> delete(String session, String... headers) {
    return send("DELETE", session, "", headers);
  }

  static String location(HttpResponse<?> answer) {
    return answer.uri().resolve(header(answer, "Location")).toString();
  }

  /// The value of that header; all of them where there are several; empty where there is none.
  static String header(HttpResponse<?> answer, String name) {
    return String.join(", ", answer.headers().allValues(name));
  }

  private static String[] with(String[] headers, String... more) {
    String[] all = new String[headers.length + more.length];
    System.arraycopy(headers, 0, all, 0, headers.length);
    System.arraycopy(more, 0, all, headers.length, more.length);
    return all;
  }
}
