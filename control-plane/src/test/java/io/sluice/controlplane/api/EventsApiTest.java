package io.sluice.controlplane.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.controlplane.testing.HttpSide;
import io.sluice.controlplane.testing.Transitions;
import io.sluice.controlplane.testing.ViewsOf;
import io.sluice.schemas.ProcessStopped;
import io.sluice.schemas.StopProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EventsApiTest {
  @AutoClose private final HttpSide http = HttpSide.start();

  /// One server-sent event as it came.
  private record Came(String name, String id, String data) {}

  @Test
  void tellsATransitionWithItsPositionAndWords() throws IOException {
    try (Reader reader = read("/api/v1/events", Optional.empty())) {
      assertThat(reader.next().name()).isEqualTo("ready");
      stopped("a", 1);

      Came event = reader.next();

      assertThat(event.name()).isEqualTo("transition");
      assertThat(event.id()).matches("0:\\d+,1:\\d+,2:\\d+");
      assertThat(event.data())
          .contains(
              "\"processId\":\"a\"",
              "\"type\":\"ProcessStopped\"",
              "\"words\":\"COMMANDED, by force\"");
    }
  }

  @Test
  void goesOnAfterTheLastEventId() throws IOException {
    String id;
    try (Reader reader = read("/api/v1/events", Optional.empty())) {
      id = reader.next().id();
    }
    stopped("a", 1);
    stopped("a", 2);

    try (Reader reader = read("/api/v1/events", Optional.of(id))) {
      assertThat(reader.next().name()).isEqualTo("ready");
      assertThat(reader.next().data()).contains("\"sequence\":1");
      id = reader.next().id();
    }
    stopped("a", 3);

    try (Reader reader = read("/api/v1/events?lastEventId=" + id, Optional.empty())) {
      assertThat(reader.next().name()).isEqualTo("ready");
      assertThat(reader.next().data()).contains("\"sequence\":3");
    }
  }

  @Test
  void tellsWorkersToWhoAsksForThem() throws IOException {
    try (Reader reader = read("/api/v1/events?also=workers", Optional.empty())) {
      assertThat(reader.next().name()).isEqualTo("ready");
      http.feed.heard(ViewsOf.worker("w1", ""));

      Came event = reader.next();

      assertThat(event.name()).isEqualTo("worker");
      assertThat(event.id()).isEmpty();
      assertThat(event.data()).contains("\"id\":\"w1\"");
    }
  }

  @Test
  void forgetsAReaderThatGoes() throws IOException {
    try (Reader reader = read("/api/v1/events", Optional.empty())) {
      assertThat(reader.next().name()).isEqualTo("ready");
      assertThat(http.feed.readers()).isEqualTo(1);
    }
    await().atMost(Duration.ofSeconds(10)).until(() -> http.feed.readers() == 0);
  }

  /// What is not read must not pile up in the server: neither in the feed nor in its connection.
  @Test
  void cutsAReaderThatDoesNotReadAndLetsItGoOn() throws IOException {
    String last;
    int told = 0;
    int sent = 0;
    try (Reader reader = read("/api/v1/events", Optional.empty())) {
      assertThat(reader.next().name()).isEqualTo("ready");
      // Several times what socket buffers and the mailbox hold.
      for (; sent < 60_000; sent++) {
        stopped("a", sent + 1);
      }
      Came event = reader.next();
      while (event.name().equals("transition")) {
        told++;
        event = reader.next();
      }
      assertThat(event.name()).isEqualTo("end");
      assertThat(event.data()).isEqualTo("{\"reason\":\"TOO_SLOW\"}");
      assertThat(told).isLessThan(sent);
      last = event.id();
    }
    try (Reader reader = read("/api/v1/events", Optional.of(last))) {
      assertThat(reader.next().name()).isEqualTo("ready");
      assertThat(reader.next().data()).contains("\"sequence\":" + (told + 1) + ",");
    }
  }

  @Test
  void refusesWhatItCannotGoOnFrom() {
    var response = http.send(http.request("/api/v1/events").header("Last-Event-ID", "yesterday"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("MALFORMED_POSITION");
  }

  @Test
  void refusesAStateThatItDoesNotTell() {
    var response = http.send(http.request("/api/v1/events?also=weather"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("\"field\":\"also\"");
  }

  private void stopped(String process, long sequence) {
    http.history.append(
        Transitions.of(
            process,
            sequence,
            new StopProcess("c", process, Instant.EPOCH, "tests", ""),
            new ProcessStopped("COMMANDED", true)));
  }

  private Reader read(String path, Optional<String> lastEventId) throws IOException {
    URI url = http.url(path);
    Socket socket = new Socket(url.getHost(), url.getPort());
    String head = "GET " + path + " HTTP/1.1\r\nHost: x\r\n";
    String id = lastEventId.map(v -> "Last-Event-ID: " + v + "\r\n").orElse("");
    socket.getOutputStream().write((head + id + "\r\n").getBytes(StandardCharsets.US_ASCII));
    return new Reader(socket);
  }

  /// Reads only when it is asked to, unlike an HTTP client.
  private static final class Reader implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader lines;

    Reader(Socket socket) throws IOException {
      this.socket = socket;
      this.lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      List<String> head = new ArrayList<>();
      for (String line = line(); !line.isEmpty(); line = line()) {
        head.add(line.toLowerCase(Locale.ROOT));
      }
      assertThat(head.getFirst()).contains("200");
      assertThat(head).anyMatch(line -> line.startsWith("content-type: text/event-stream"));
    }

    private String line() throws IOException {
      String line = lines.readLine();
      if (line == null) {
        throw new IOException("the server closed the connection");
      }
      return line;
    }

    /// Chunk sizes stand between the lines of events, which all have a name before a colon.
    Came next() throws IOException {
      String name = "";
      String id = "";
      String data = "";
      while (true) {
        String line = line();
        if (line.startsWith("event:")) {
          name = line.substring(6).strip();
        } else if (line.startsWith("id:")) {
          id = line.substring(3).strip();
        } else if (line.startsWith("data:")) {
          data = line.substring(5).strip();
        } else if (line.isEmpty() && !name.isEmpty() && !data.isEmpty()) {
          return new Came(name, id, data);
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
