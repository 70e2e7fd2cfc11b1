package io.sluice.standalone.cli.past;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.ProcessConfigured;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.Recorded;
import io.sluice.schemas.StopRequested;
import io.sluice.schemas.Transition;
import io.sluice.schemas.WhipIngest;
import io.sluice.schemas.codec.RecordCodec;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class TailFilterTest {
  private final Transition stop = transition("cam-7", new StopRequested("enough"));

  @Test
  void letsAllPassWhenNothingIsAskedFor() {
    assertThat(new TailFilter(List.of(), null, List.of()).accepts(stop)).isTrue();
  }

  @Test
  void knowsProcessesByTheirIds() {
    assertThat(new TailFilter(List.of("cam-*"), null, List.of()).accepts(stop)).isTrue();
    assertThat(new TailFilter(List.of("cam", "am-7"), null, List.of()).accepts(stop)).isFalse();
    assertThat(new TailFilter(List.of("cam.7"), null, List.of()).accepts(stop)).isFalse();
  }

  @Test
  void knowsTypesOfEvents() {
    assertThat(new TailFilter(List.of(), null, List.of("Stop*")).accepts(stop)).isTrue();
    assertThat(new TailFilter(List.of(), null, List.of("Ffmpeg*")).accepts(stop)).isFalse();
  }

  @Test
  void learnsReferencesFromSnapshotsAndFromWhatPasses() {
    TailFilter filter = new TailFilter(List.of(), "studio", List.of());
    assertThat(filter.accepts(stop)).isFalse();

    filter.learn(
        ProcessSnapshot.newBuilder()
            .setProcessId("cam-7")
            .setSequence(1)
            .setChangedAt(Instant.EPOCH)
            .setState("ACTIVE")
            .setConfig(config("studio"))
            .build());
    assertThat(filter.accepts(stop)).isTrue();

    filter.accepts(transition("cam-7", configured("elsewhere")));
    assertThat(filter.accepts(stop)).isFalse();
  }

  private static ProcessConfigured configured(String reference) {
    return ProcessConfigured.newBuilder().setConfig(config(reference)).build();
  }

  private static ProcessConfig config(String reference) {
    return ProcessConfig.newBuilder()
        .setReference(reference)
        .setWhipIngest(WhipIngest.newBuilder().setEnabled(true).build())
        .build();
  }

  private static Transition transition(String process, SpecificRecord event) {
    Recorded recorded = RecordCodec.standard().recorded(event);
    return Transition.newBuilder()
        .setProcessId(process)
        .setSequence(1)
        .setDecidedAt(Instant.EPOCH)
        .setDecidedBy("tests")
        .setEvents(List.of(recorded))
        .setState("ACTIVE")
        .build();
  }
}
