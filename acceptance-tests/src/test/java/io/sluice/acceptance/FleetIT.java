package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.fleet.Fleet;
import io.sluice.acceptance.fleet.SharedFleet;
import io.sluice.acceptance.http.HttpCalls;
import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.schemas.Route;
import io.sluice.schemas.Transition;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two control planes and two workers share the work, and a publisher notices nothing of it.
@ExtendWith(SharedFleet.class)
class FleetIT {
  private final Fleet fleet;
  private final HttpCalls http = HttpCalls.staying();

  FleetIT(Fleet fleet) {
    this.fleet = fleet;
  }

  @Test
  void spreadsProcessesOverBothWorkersAndDecisionsOverBothControlPlanes() {
    List<String> ids = IntStream.range(0, 12).mapToObj(i -> "spread-" + i).toList();

    ids.forEach(id -> fleet.commands().start(id, Configs.recording("H264", id + ".mkv")));
    List<Route> routes = ids.stream().map(id -> fleet.process(id).awaitRoute()).toList();
    ids.forEach(fleet::stop);

    assertThat(routes).extracting(Route::getWorkerId).contains("worker-1", "worker-2");
    Stream<Transition> history = ids.stream().flatMap(id -> fleet.process(id).history().stream());
    assertThat(history)
        .extracting(Transition::getDecidedBy)
        .contains("control-plane-1", "control-plane-2");
  }

  @Test
  void leadsToAnyWorkerFromAnyControlPlane() {
    List<String> ids = new ArrayList<>();
    Set<String> owners = new HashSet<>();
    // The worker with more memory free may get the first few.
    for (int i = 0; i < 12 && owners.size() < 2; i++) {
      String id = "any-" + i;
      ids.add(id);
      fleet.commands().start(id, Configs.recording("H264", id + ".mkv"));
      owners.add(fleet.process(id).awaitRoute().getWorkerId());
    }
    assertThat(owners).containsExactlyInAnyOrder("worker-1", "worker-2");

    for (String id : ids) {
      HttpResponse<String> proxied = http.offer(fleet.whipUrl(id));
      assertThat(proxied.statusCode()).as(proxied.body()).isEqualTo(201);
      String session = HttpCalls.location(proxied);
      assertThat(session).startsWith(fleet.whipUrl(id) + "/");
      assertThat(http.delete(session).statusCode()).isEqualTo(200);
      assertThat(http.delete(session).statusCode()).isEqualTo(404);
    }
    ids.forEach(fleet::stop);
  }

  @Test
  void redirectsAPublisherToTheOwner() {
    String id = "redirected";
    fleet.commands().start(id, Configs.recording("H264", id + ".mkv"));
    Route route = fleet.process(id).awaitRoute();

    HttpResponse<String> told = http.offer(fleet.redirectingWhipUrl(id));
    HttpResponse<String> followed = HttpCalls.following().offer(fleet.redirectingWhipUrl(id));
    int deleted = http.delete(HttpCalls.location(followed)).statusCode();
    fleet.stop(id);

    assertThat(told.statusCode()).isEqualTo(307);
    assertThat(told.headers().firstValue("Location")).contains(route.getWhipUrl());
    assertThat(followed.statusCode()).isEqualTo(201);
    assertThat(HttpCalls.location(followed)).startsWith(route.getWhipUrl() + "/");
    assertThat(deleted).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://studio.example", "null"})
  void takesAPublisherFromAPageOfAnyOrigin(String origin) {
    String id = "origin-" + Integer.toHexString(origin.hashCode());
    fleet.commands().start(id, Configs.recording("H264", id + ".mkv"));
    fleet.process(id).awaitRoute();

    HttpResponse<String> answer = http.offer(fleet.whipUrl(id), "Origin", origin);
    fleet.stop(id);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly("*");
  }

  @Test
  void answersOverHttpWithTheOutcomeOfTheCommandThatItWrote() {
    String api = fleet.url() + "/api/v1/processes";
    String json =
        """
        {"id":"by-http","whipIngest":{"enabled":true,"videoCodec":"VP8"},
         "output":[{"id":"recording","address":"by-http.mkv","options":["-c","copy"]}]}
        """;

    HttpResponse<String> created = http.postJson(api, json);
    HttpResponse<String> again = http.postJson(api, json);
    HttpResponse<String> read = http.get(api + "/by-http");
    HttpResponse<String> deleted = http.delete(api + "/by-http");

    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    assertThat(HttpCalls.location(created)).isEqualTo(api + "/by-http");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(again.body()).contains("ALREADY_STARTED");
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.body()).contains("\"by-http\"").contains("VP8");
    assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(200);
    fleet.process("by-http").awaitState("STOPPED");
  }

  @Test
  void givesARepeatedCommandItsFirstOutcomeAgain() {
    String id = "repeated";
    ProcessWatch process = fleet.process(id);
    fleet.commands().start("the-same", id, Configs.recording("H264", id + ".mkv"));
    process.awaitRoute();

    fleet.commands().start("the-same", id, Configs.recording("H264", id + ".mkv"));
    fleet.stop(id);

    assertThat(process.outcomes("the-same"))
        .extracting(transition -> transition.getOutcome().orElseThrow())
        .containsExactly("ACCEPTED", "ACCEPTED");
    assertThat(process.snapshot().orElseThrow().getGeneration()).isEqualTo(1);
  }
}
