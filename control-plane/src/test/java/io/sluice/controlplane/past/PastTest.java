package io.sluice.controlplane.past;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.testing.Transitions;
import io.sluice.controlplane.views.ProcessStatus;
import io.sluice.controlplane.views.ProcessView;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.Leg;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.ProcessConfigured;
import io.sluice.schemas.ProcessPlaced;
import io.sluice.schemas.ProcessStopped;
import io.sluice.schemas.StopProcess;
import io.sluice.schemas.StopRequested;
import io.sluice.schemas.Transition;
import io.sluice.schemas.WhipIngest;
import io.sluice.schemas.codec.RecordCodec;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class PastTest {
  private static final SpecificRecord CAUSE = new StopProcess("c", "p", Instant.EPOCH, "tests", "");

  // Avro makes records of trusted classes only, which are named by the codec.
  private static final RecordCodec CODEC = RecordCodec.standard();

  private static final List<Transition> LIFE =
      List.of(
          Transitions.of("p", 1, CAUSE, configured(), new ProcessPlaced("w1", 1L, 1L)),
          Transitions.of("p", 2, CAUSE, new StopRequested("COMMANDED")),
          Transitions.of("p", 3, CAUSE, new ProcessStopped("STOPPED", false)));

  @Test
  void tellsHowTheProcessStoodAfterEachTransition() {
    Past past = Past.unknown(new ProcessId("p")).and(LIFE, 100);

    assertThat(past.at(1)).map(ProcessView::status).contains(ProcessStatus.ASSIGNED);
    assertThat(past.at(1)).map(ProcessView::workerId).contains("w1");
    assertThat(past.at(2)).map(ProcessView::status).contains(ProcessStatus.STOPPING);
    assertThat(past.at(3)).map(ProcessView::status).contains(ProcessStatus.STOPPED);
    assertThat(past.at(0)).isEmpty();
    assertThat(past.at(4)).isEmpty();
  }

  @Test
  void isTheSameWhetherReadAtOnceOrBitByBit() {
    Past atOnce = Past.unknown(new ProcessId("p")).and(LIFE, 100);
    Past bitByBit = Past.unknown(new ProcessId("p"));
    for (Transition transition : LIFE) {
      bitByBit = bitByBit.and(List.of(transition), 100);
    }

    assertThat(bitByBit).isEqualTo(atOnce);
  }

  @Test
  void doesNotSayHowAProcessStoodWhoseBeginningIsNotKept() {
    Past past = Past.unknown(new ProcessId("p")).and(LIFE.subList(1, 3));

    assertThat(past.transitions()).isEqualTo(LIFE.subList(1, 3));
    assertThat(past.sequence()).isEqualTo(3);
    assertThat(past.at(3)).isEmpty();
    assertThat(past.last()).isEmpty();
  }

  @Test
  void forgetsWhatLiesBeforeAHole() {
    Past past = Past.unknown(new ProcessId("p")).and(LIFE.subList(0, 1)).and(LIFE.subList(2, 3));

    assertThat(past.transitions()).containsExactly(LIFE.getLast());
    assertThat(past.last()).isEmpty();
  }

  @Test
  void foldsWhatItForgetsIntoWhatWasBefore() {
    Past past = Past.unknown(new ProcessId("p")).and(LIFE, 1);

    assertThat(past.transitions()).containsExactly(LIFE.getLast());
    assertThat(past.at(2)).isEmpty();
    assertThat(past.at(3)).map(ProcessView::status).contains(ProcessStatus.STOPPED);
    assertThat(past.at(3)).map(ProcessView::changedAt).contains(LIFE.getLast().getDecidedAt());
  }

  private static ProcessConfigured configured() {
    ProcessConfig config =
        ProcessConfig.newBuilder()
            .setWhipIngest(
                WhipIngest.newBuilder()
                    .setEnabled(true)
                    .setVideoCodec(List.of("H264"))
                    .setAudioCodec(List.of("OPUS"))
                    .setVideoPayloadType(96)
                    .setAudioPayloadType(111)
                    .setStart("EAGER")
                    .setOnResolutionChange("CONTINUE")
                    .build())
            .setOutput(List.of(new Leg("out", "a.mkv", List.of())))
            .setIsolation("CONTINUE")
            .build();
    ProcessConfigured event = ProcessConfigured.newBuilder().setConfig(config).build();
    return CODEC.decode(CODEC.encode(event)).as(ProcessConfigured.class).orElseThrow();
  }
}
