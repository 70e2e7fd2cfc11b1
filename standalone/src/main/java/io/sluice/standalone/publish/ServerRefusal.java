package io.sluice.standalone.publish;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.whip.HeaderNames;
import io.sluice.whip.MediaTypes;
import java.net.http.HttpResponse;

/// What an error status of a WHIP server means for the one who publishes.
final class ServerRefusal {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_DETAIL_LENGTH = 300;

  private ServerRefusal() {}

  static String inWords(HttpResponse<String> response) {
    String contentType = response.headers().firstValue(HeaderNames.CONTENT_TYPE).orElse(null);
    String detail =
        MediaTypes.names(contentType, MediaTypes.PROBLEM_JSON) ? detailOf(response.body()) : "";
    String retryAfter =
        response
            .headers()
            .firstValue(HeaderNames.RETRY_AFTER)
            .map(seconds -> "; try again in " + seconds + " s")
            .orElse("");
    return inWords(response.statusCode(), detail) + retryAfter;
  }

  /// @param detail what the server says; empty when it says nothing
  static String inWords(int status, String detail) {
    String said = detail.isEmpty() ? "" : ": " + detail;
    return "the server refused (" + status + "), " + meaningOf(status) + said;
  }

  private static String meaningOf(int status) {
    return switch (status) {
      case 400 -> "it cannot read the offer";
      case 401 -> "it wants the right token (--token)";
      case 403 -> "the token is for another process";
      case 404 -> "no such process takes WHIP in (./sluice list shows those that run)";
      case 405 -> "this URL takes no WHIP offer";
      case 409 -> "somebody else is publishing to this process already";
      case 413 -> "the offer is too large";
      case 415 -> "this URL takes no SDP; is it a WHIP endpoint?";
      case 422 -> "it cannot take these tracks or codecs";
      case 429 -> "too many requests";
      case 502, 504 -> "the worker that runs this process cannot be reached";
      case 503 -> "the process cannot take a publisher yet";
      default -> status / 100 == 5 ? "it has an error of its own" : "with no reason we know";
    };
  }

  private static String detailOf(String problemJson) {
    try {
      JsonNode detail = JSON.readTree(problemJson).path("detail");
      return detail.asText("").lines().findFirst().map(ServerRefusal::shortened).orElse("");
    } catch (JacksonException e) {
      return ""; // the status says enough
    }
  }

  private static String shortened(String line) {
    return line.length() <= MAX_DETAIL_LENGTH ? line : line.substring(0, MAX_DETAIL_LENGTH) + "…";
  }
}
