package io.sluice.controlplane.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.schemas.CommandRejected;
import io.sluice.schemas.Leg;
import io.sluice.schemas.MediaPorts;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.Recorded;
import io.sluice.schemas.Route;
import io.sluice.schemas.Transition;
import io.sluice.schemas.WhipIngest;
import io.sluice.schemas.codec.RecordCodec;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewMappingTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final RecordCodec CODEC = RecordCodec.standard();

  @Test
  void showsNoSecretOfAnAddressOrAnOption() {
    ProcessView view = ViewMapping.process(snapshot("ACTIVE")).orElseThrow();

    assertThat(view.toString()).doesNotContain("streamkey").doesNotContain("ba7816bf");
    ProcessView.Config config = Objects.requireNonNull(view.config());
    assertThat(config.whipIngest().tokenRequired()).isTrue();
    assertThat(config.output().getFirst().address()).startsWith("rtmp://live.example/app/");
    assertThat(config.output().getFirst().options().getFirst()).isEqualTo("-c");
  }

  @Test
  void leavesOutAStateOfANewerControlPlane() {
    assertThat(ViewMapping.process(snapshot("HIBERNATING"))).isEmpty();
  }

  @Test
  void takesARouteToAnHttpUrl() {
    RouteView view = ViewMapping.route(route("http://10.0.0.7:8081/whip/demo")).orElseThrow();

    assertThat(view.whipUrl()).hasToString("http://10.0.0.7:8081/whip/demo");
    assertThat(view.generation().value()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "file:///etc/passwd", "demo", "http:///whip/demo", "http://a b/"})
  void leavesOutARouteToAnythingElse(String url) {
    assertThat(ViewMapping.route(route(url))).isEmpty();
  }

  @Test
  void findsTheFieldOfARejection() {
    CommandResult result =
        OutcomeMapping.result(
                transition(
                    "c1",
                    "REJECTED",
                    CODEC.recorded(
                        CommandRejected.newBuilder()
                            .setCommandId("c1")
                            .setReason("INVALID_CONFIG")
                            .setField("output[0].id")
                            .setDetail("is empty")
                            .build())),
                CODEC)
            .orElseThrow();

    assertThat(result.field()).isEqualTo("output[0].id");
    assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(result.sequence()).isEqualTo(5);
  }

  @Test
  void readsAnOutcomeBesideAnEventOfANewerControlPlane() {
    var unknown = new Recorded("io.sluice.schemas.FromTheFuture", ByteBuffer.wrap(new byte[12]));

    assertThat(OutcomeMapping.result(transition("c1", "ACCEPTED", unknown), CODEC))
        .hasValueSatisfying(result -> assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED));
  }

  @Test
  void readsNoOutcomeWhereThereIsNone() {
    assertThat(OutcomeMapping.result(transition(null, null), CODEC)).isEmpty();
    assertThat(OutcomeMapping.result(transition("c1", "POSTPONED"), CODEC)).isEmpty();
    assertThat(OutcomeMapping.result(transition("a b", "ACCEPTED"), CODEC)).isEmpty();
  }

  private static ProcessSnapshot snapshot(String state) {
    return ProcessSnapshot.newBuilder()
        .setProcessId("demo")
        .setSequence(4)
        .setChangedAt(NOON)
        .setState(state)
        .setConfig(
            ProcessConfig.newBuilder()
                .setWhipIngest(
                    WhipIngest.newBuilder()
                        .setEnabled(true)
                        .setBearerTokenSha256(
                            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                        .build())
                .setOutput(
                    List.of(
                        Leg.newBuilder()
                            .setId("live")
                            .setAddress("rtmp://live.example/app/streamkey1")
                            .setOptions(List.of("-c", "rtmp://live.example/app/streamkey2"))
                            .build()))
                .build())
        .build();
  }

  private static Route route(String whipUrl) {
    return Route.newBuilder()
        .setProcessId("demo")
        .setWorkerId("w1")
        .setIncarnation(1)
        .setGeneration(3)
        .setWhipUrl(whipUrl)
        .setPorts(new MediaPorts(1, 2, 3, 4))
        .setPublishedAt(NOON)
        .build();
  }

  private static Transition transition(
      @Nullable String commandId, @Nullable String outcome, Recorded... events) {
    return Transition.newBuilder()
        .setProcessId("demo")
        .setSequence(5)
        .setDecidedAt(NOON)
        .setDecidedBy("cp")
        .setEvents(List.of(events))
        .setState("ACTIVE")
        .setCommandId(commandId)
        .setOutcome(outcome)
        .build();
  }
}
