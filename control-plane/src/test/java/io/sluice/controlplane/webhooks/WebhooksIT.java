package io.sluice.controlplane.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.controlplane.ControlPlane;
import io.sluice.controlplane.testing.ChildControlPlane;
import io.sluice.controlplane.testing.KafkaSide;
import io.sluice.eventlog.replay.LogReader;
import io.sluice.eventlog.replay.ReplayFrom;
import io.sluice.eventlog.testing.KafkaFixture;
import io.sluice.schemas.DeadWebhook;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Events from a real Kafka to a real HTTP server that does what receivers do.
class WebhooksIT {
  private static final int PARTITIONS = 3;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static KafkaFixture kafka;
  private static KafkaSide side;

  private final Receiver receiver = Receiver.start();
  private final Map<String, Integer> commands = new HashMap<>();

  @BeforeAll
  static void start() {
    kafka = KafkaFixture.start();
    side = new KafkaSide(kafka.connection(), kafka.createTopics(PARTITIONS));
  }

  @AfterAll
  static void end() {
    side.close();
    kafka.close();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void deliversWhatIsWantedSignedAndInOrder() {
    try (ControlPlane only =
        controlPlane(
            "signed",
            "signed",
            Map.of("sluice.control-plane.webhooks.NAME.process", "signed,also"))) {
      awaitAllPartitions("signed", only);
      for (int i = 0; i < 20; i++) {
        happens("signed");
        happens("unwanted");
      }
      happens("also");

      awaitTaken("signed", 20);
      awaitTaken("also", 1);
      assertThat(receiver.taken("unwanted")).isEmpty();
      assertThat(receiver.taken("signed")).isSorted();
      assertThat(receiver.requests())
          .allSatisfy(request -> {
            Instant at = Instant.ofEpochSecond(Long.parseLong(request.timestamp()));
            assertThat(request.signature())
                .isEqualTo(Signature.by(SECRET).of(request.id(), at, request.body()));
          });
    }
  }

  @Test
  void comesAgainUntilItIsTakenAndHoldsNoOtherProcessBack() {
    try (ControlPlane only =
        controlPlane("again", "again", Map.of("sluice.control-plane.webhook-timeout", "3s"))) {
      awaitAllPartitions("again", only);
      receiver.answers("failing", 500, 500);
      receiver.hangsOnce("hanging");
      for (int i = 0; i < 3; i++) {
        happens("failing");
        happens("hanging");
        happens("fine");
      }
      awaitTaken("fine", 3);
      awaitTaken("failing", 3);
      awaitTaken("hanging", 3);

      assertThat(receiver.taken("failing")).isSorted();
      assertThat(receiver.taken("hanging")).isSorted();
      List<String> ids =
          receiver.requests().stream()
              .filter(request -> request.isAbout("failing"))
              .map(Receiver.Request::id)
              .toList();
      assertThat(ids).hasSizeGreaterThanOrEqualTo(5);
      assertThat(ids.subList(0, 3)).containsOnly(ids.getFirst());
    }
  }

  @Test
  void putsAsideWhatIsGoneAtOnceAndWhatFailsInTheEnd() {
    try (ControlPlane only =
        controlPlane("dead", "dead", Map.of("sluice.control-plane.webhook-patience", "4s"))) {
      awaitAllPartitions("dead", only);
      receiver.answers("gone", 410);
      receiver.answersAlways("broken", 503);
      happens("gone");
      happens("gone");
      happens("broken");

      awaitTaken("gone", 1);
      List<DeadWebhook> dead =
          await().atMost(LIMIT).until(() -> dead("dead"), letters -> letters.size() == 2);
      assertThat(dead)
          .extracting(DeadWebhook::getProcessId, DeadWebhook::getReason)
          .containsExactlyInAnyOrder(
              tuple("gone", "answered 410"), tuple("broken", "answered 503"));
      assertThat(dead)
          .allSatisfy(letter -> {
            assertThat(letter.getMessageId()).matches("transition-\\d+-\\d+");
            assertThat(letter.getBody()).contains(letter.getProcessId());
          });
    }
  }

  @Test
  void losesNothingWhenAControlPlaneEnds() {
    int processes = 12;
    try (ControlPlane staying = controlPlane("shared", "staying", Map.of())) {
      try (ControlPlane leaving = controlPlane("shared", "leaving", Map.of())) {
        awaitAllPartitions("shared", staying, leaving);
        for (int i = 0; i < processes; i++) {
          happens("shared-" + i);
        }
      }
      for (int i = 0; i < processes; i++) {
        happens("shared-" + i);
      }
      for (int i = 0; i < processes; i++) {
        awaitTaken("shared-" + i, 2);
      }
    }
  }

  @Test
  void deliversInOrderWhatAKilledControlPlaneLeavesOpen(@TempDir Path folder) {
    List<String> processes = IntStream.range(0, 12).mapToObj(i -> "killed-" + i).toList();
    try (ControlPlane staying = controlPlane("killed", "staying", Map.of())) {
      awaitAllPartitions("killed", staying);
      try (ChildControlPlane doomed = childControlPlane("killed", "doomed", folder)) {
        await().atMost(LIMIT).until(() -> isShared("killed", staying));
        processes.forEach(this::happens);
        processes.forEach(process -> awaitTaken(process, 1));
        processes.forEach(process -> receiver.answersAlways(process, 503));
        processes.forEach(this::happens);
        processes.forEach(this::happens);
        await().atMost(LIMIT).until(() -> processes.stream().allMatch(p -> offered(p) == 2));
        doomed.kill();
      }
      processes.forEach(process -> receiver.answersAlways(process, 204));
      processes.forEach(this::happens);

      processes.forEach(process -> awaitTaken(process, 4));
      assertThat(processes).allSatisfy(process -> assertThat(receiver.taken(process)).isSorted());
    }
  }

  /// How many events of a process were brought, taken or not.
  private long offered(String process) {
    return receiver.requests().stream()
        .filter(request -> request.isAbout(process))
        .map(Receiver.Request::id)
        .distinct()
        .count();
  }

  /// One more transition of a process, whatever state it is in.
  private void happens(String process) {
    int number = commands.merge(process, 1, Integer::sum);
    side.command(side.stop(process, "c" + number), process);
  }

  private void awaitTaken(String process, int count) {
    await().atMost(LIMIT).until(() -> Set.copyOf(receiver.taken(process)).size() >= count);
  }

  private static void awaitAllPartitions(String name, ControlPlane... members) {
    await()
        .atMost(LIMIT)
        .until(() -> {
          int[] shares = Stream.of(members).mapToInt(member -> partitions(member, name)).toArray();
          return IntStream.of(shares).sum() == PARTITIONS
              && IntStream.of(shares).allMatch(share -> share > 0);
        });
  }

  /// Whether another has partitions, too.
  private static boolean isShared(String name, ControlPlane member) {
    int share = partitions(member, name);
    return share > 0 && share < PARTITIONS;
  }

  /// As `/health` says.
  private static int partitions(ControlPlane member, String name) {
    try {
      String health =
          HTTP.send(
                  HttpRequest.newBuilder(URI.create(member.url() + "/health")).build(),
                  BodyHandlers.ofString())
              .body();
      return new ObjectMapper()
          .readTree(health)
          .at("/details/webhooks/details/" + name + "/partitions")
          .asInt();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<DeadWebhook> dead(String webhook) {
    List<DeadWebhook> dead = new ArrayList<>();
    try (LogReader reader = LogReader.open(kafka.connection(), LIMIT)) {
      reader.read(
          TopicCatalogue.WEBHOOKS_DEAD.name(),
          Set.of(),
          ReplayFrom.beginning(),
          record ->
              Optional.ofNullable(record.value())
                  .flatMap(value -> RecordCodec.standard().decode(value).as(DeadWebhook.class))
                  .filter(letter -> letter.getWebhook().equals(webhook))
                  .ifPresent(dead::add));
    }
    return dead;
  }

  private ControlPlane controlPlane(String name, String instance, Map<String, Object> more) {
    return ControlPlane.start(properties(name, instance, more));
  }

  private ChildControlPlane childControlPlane(String name, String instance, Path folder) {
    Map<String, String> properties = new HashMap<>();
    properties(name, instance, Map.of())
        .forEach((key, value) -> properties.put(key, value.toString()));
    return ChildControlPlane.start(properties, folder.resolve(instance + ".log"));
  }

  private Map<String, Object> properties(String name, String instance, Map<String, Object> more) {
    String prefix = "sluice.control-plane.webhooks." + name + ".";
    Map<String, Object> properties = new HashMap<>();
    properties.put("sluice.bootstrap", kafka.bootstrap());
    properties.put("sluice.partitions", PARTITIONS);
    properties.put("sluice.control-plane.instance-id", instance);
    properties.put("sluice.control-plane.webhook-patience", "10m");
    properties.put("sluice.control-plane.webhook-timeout", "20s");
    properties.put(prefix + "url", receiver.url());
    properties.put(prefix + "secret", SECRET);
    more.forEach((key, value) -> properties.put(key.replace("NAME", name), value));
    properties.put("micronaut.server.host", "127.0.0.1");
    properties.put("micronaut.server.port", -1);
    return properties;
  }
}
