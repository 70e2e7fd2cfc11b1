package io.sluice.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.controlplane.testing.FakeWorker;
import io.sluice.controlplane.testing.ScriptedWorker;
import io.sluice.eventlog.testing.KafkaFixture;
import io.sluice.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// API, decider and gateway on a real Kafka, with a worker that only speaks Kafka and HTTP.
class HttpSideIT {
  private static final int PARTITIONS = 3;
  private static final Duration LONG = Duration.ofSeconds(60);

  private static KafkaFixture kafka;
  private static ControlPlane controlPlane;
  private static FakeWorker listener;
  private static ScriptedWorker worker;
  private static HttpClient client;

  @BeforeAll
  static void start() {
    kafka = KafkaFixture.start();
    TopicCatalogue topics = kafka.createTopics(PARTITIONS);
    controlPlane =
        ControlPlane.start(
            Map.of(
                "sluice.bootstrap",
                kafka.bootstrap(),
                "sluice.partitions",
                PARTITIONS,
                "sluice.control-plane.instance-id",
                "http-it",
                "sluice.control-plane.command-timeout",
                "30s",
                "micronaut.server.port",
                -1));
    listener = new FakeWorker();
    worker = new ScriptedWorker(kafka.connection(), topics, "w1", listener.url());
    client = HttpClient.newHttpClient();
    await().atMost(LONG).until(() -> get("/api/v1/workers").body().contains("\"id\":\"w1\""));
    await().atMost(LONG).until(() -> delete("/api/v1/processes/none", "x").statusCode() == 404);
  }

  @AfterAll
  static void stop() {
    client.close();
    worker.close();
    listener.close();
    controlPlane.close();
    kafka.close();
  }

  @Test
  void leadsAPublisherToTheWorkerOfTheProcessItStarted() {
    listener.answers(201, Map.of("Location", "/whip/show/abc", "ETag", "\"1\""), "v=0\r\n");

    HttpResponse<String> started = post("show", "k1", "a.mkv");
    await()
        .atMost(LONG)
        .until(() -> get("/api/v1/processes/show").body().contains("\"state\":\"ACTIVE\""));
    await().atMost(LONG).until(() -> offer("show").statusCode() != 503);
    HttpResponse<String> published = offer("show");

    assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
    assertThat(started.headers().firstValue("Location")).contains("/api/v1/processes/show");
    assertThat(started.body())
        .contains("\"id\":\"show\"", "\"videoPayloadType\":96", "\"bearerTokenRequired\":true")
        .doesNotContain("hunter2");
    assertThat(published.statusCode()).isEqualTo(201);
    assertThat(published.headers().firstValue("Location")).contains("/whip/show/abc");
    assertThat(published.body()).isEqualTo("v=0\r\n");
  }

  @Test
  void stopsWhatRunsAndHasNothingToDoAfterwards() {
    post("ended", "k1", "a.mkv");
    await()
        .atMost(LONG)
        .until(() -> get("/api/v1/processes/ended").body().contains("\"state\":\"ACTIVE\""));

    HttpResponse<String> stopped = delete("/api/v1/processes/ended", "k2");
    await()
        .atMost(LONG)
        .until(() -> get("/api/v1/processes/ended").body().contains("\"state\":\"STOPPED\""));
    HttpResponse<String> again = delete("/api/v1/processes/ended", "k3");

    assertThat(stopped.statusCode()).isEqualTo(200);
    assertThat(stopped.body()).contains("\"outcome\":\"ACCEPTED\"", "\"state\":\"STOPPING\"");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body())
        .contains("\"outcome\":\"NOTHING_TO_DO\"", "\"reason\":\"NOT_RUNNING\"");
    await().atMost(LONG).until(() -> offer("ended").statusCode() == 404);
  }

  @Test
  void tellsTheHistoryOfAProcessAndHowItStoodAtAnyTime() {
    post("past", "k1", "a.mkv");
    await()
        .atMost(LONG)
        .until(() -> get("/api/v1/processes/past").body().contains("\"state\":\"ACTIVE\""));
    delete("/api/v1/processes/past", "k2");
    await()
        .atMost(LONG)
        .until(() -> get("/api/v1/processes/past").body().contains("\"state\":\"STOPPED\""));

    String history = get("/api/v1/processes/past/history").body();
    String first = get("/api/v1/processes/past/history/1").body();
    String now = get("/api/v1/processes/past").body();
    String sequence = now.replaceFirst("(?s).*\"sequence\":(\\d+).*", "$1");

    assertThat(history).contains("ProcessPlaced", "PortsAllocated", "ProcessStopped");
    assertThat(history).doesNotContain("hunter2");
    assertThat(get("/api/v1/processes/past/history?after=1").body())
        .doesNotContain("ProcessPlaced");
    assertThat(first).contains("\"state\":\"ASSIGNED\"", "\"workerId\":\"w1\"");
    assertThat(get("/api/v1/processes/past/history/" + sequence).body()).isEqualTo(now);
    assertThat(get("/api/v1/processes/past/history/99").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/processes/past/why").body())
        .contains("\"because\":{\"sequence\":" + (Long.parseLong(sequence) - 1))
        .contains("asked for it to run", "asked for it to end", "it has stopped");
    assertThat(get("/api/v1/processes/past/why?at=1").body())
        .contains("\"subject\":{\"sequence\":1,", "\"following\":[{\"sequence\":2,");
    assertThat(get("/api/v1/processes/past/why?at=99").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/processes/nobody/why").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/processes/nobody/history").body()).isEqualTo("{\"transitions\":[]}");
  }

  @Test
  void goesOnWithTheFeedWhereAReaderStopped() {
    String before = feedUntil("", "ready");
    String id = before.replaceFirst("(?s).*id: ?([0-9:,]+).*", "$1");
    post("told", "k1", "a.mkv");
    await()
        .atMost(LONG)
        .until(() -> get("/api/v1/processes/told").body().contains("\"state\":\"ACTIVE\""));

    String feed = feedUntil(id, "PortsAllocated");
    String whole = feedUntil("0:0", "PortsAllocated");

    assertThat(feed.split("\"type\":\"ProcessPlaced\"", -1)).hasSize(2);
    assertThat(feed.indexOf("ProcessPlaced")).isLessThan(feed.indexOf("PortsAllocated"));
    assertThat(whole).contains("\"processId\":\"told\"");
    assertThat(feedUntil("0:99999", "end")).contains("UNKNOWN_POSITION");
  }

  /// What the feed tells of one process from `id` on, up to the line with `words`.
  private static String feedUntil(String id, String words) {
    String path = "/api/v1/events?process=told" + (id.isEmpty() ? "" : "&lastEventId=" + id);
    HttpRequest request = HttpRequest.newBuilder(uri(path)).build();
    try (Stream<String> lines = client.send(request, BodyHandlers.ofLines()).body()) {
      StringBuilder told = new StringBuilder();
      Iterator<String> line = lines.iterator();
      while (told.indexOf(words) < 0 || !told.toString().endsWith("\n\n")) {
        told.append(line.next()).append('\n');
      }
      return told.toString();
    } catch (IOException e) {
      throw new AssertionError("the feed broke off", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Test
  void answersARepeatedRequestAsTheFirstAndRefusesAnotherOne() {
    HttpResponse<String> first = post("twice", "same", "a.mkv");
    HttpResponse<String> repeated = post("twice", "same", "a.mkv");
    HttpResponse<String> another = post("twice", "other", "a.mkv");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(repeated.statusCode()).isEqualTo(201);
    assertThat(another.statusCode()).isEqualTo(409);
    assertThat(another.body())
        .contains("\"reason\":\"ALREADY_STARTED\"", "\"commandId\":\"other\"");
  }

  @Test
  void namesTheFieldThatTheDeciderRefuses() {
    HttpResponse<String> response = post("bad", "k1", "");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body())
        .contains("\"reason\":\"INVALID_CONFIG\"", "\"field\":\"output[0].address\"");
    assertThat(get("/api/v1/processes/bad").statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> post(String id, String key, String output) {
    String body =
        "{\"id\":\"%s\",\"whipIngest\":{\"enabled\":true,\"bearerToken\":\"hunter2\"},\"output\":"
            .formatted(id);
    return send(
        HttpRequest.newBuilder(uri("/api/v1/processes"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(
                BodyPublishers.ofString(
                    body + "[{\"id\":\"file\",\"address\":\"" + output + "\"}]}")));
  }

  private static HttpResponse<String> offer(String id) {
    return send(
        HttpRequest.newBuilder(uri("/whip/" + id))
            .header("Content-Type", "application/sdp")
            .POST(BodyPublishers.ofString("v=0\r\n")));
  }

  private static HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  private static HttpResponse<String> delete(String path, String key) {
    return send(HttpRequest.newBuilder(uri(path)).header("Idempotency-Key", key).DELETE());
  }

  private static URI uri(String path) {
    return URI.create(controlPlane.url() + path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
