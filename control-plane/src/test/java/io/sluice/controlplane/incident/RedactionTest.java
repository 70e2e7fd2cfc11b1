package io.sluice.controlplane.incident;

import static io.sluice.controlplane.testing.IncidentAssert.assertThatIncident;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.process.ProcessState.Active;
import io.sluice.controlplane.process.Samples;
import io.sluice.controlplane.testing.FailedFfmpeg;
import io.sluice.controlplane.testing.RecordedHistory;
import io.sluice.controlplane.verify.Decider;
import io.sluice.schemas.FfmpegLine;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactionTest {
  private static final List<String> NOT_TO_BE_TOLD =
      List.of(
          FailedFfmpeg.HOST,
          FailedFfmpeg.STREAM_KEY,
          FailedFfmpeg.VIEWER_IP,
          FailedFfmpeg.TOKEN_HASH,
          FailedFfmpeg.CUSTOMER);

  @TempDir private Path folder;

  private final Incident incident =
      incident(FailedFfmpeg.history().transitions(), List.of(report()));

  @Test
  void tellsNoSecretNoAddressAndNoTokenInAnyByteOfTheFile() throws Exception {
    assertThat(text(incident)).contains(NOT_TO_BE_TOLD);

    assertThat(text(Redaction.of(incident))).doesNotContain(NOT_TO_BE_TOLD);
  }

  @Test
  void givesTheSameValueTheSameNameWhereverItStands() {
    String told = shown(Redaction.of(incident));

    assertThat(told).contains("rtmp://host-1.invalid/path-1/path-2");
    assertThat(told).contains("Error opening output path-2 at address-1");
    assertThat(told).contains("address-1:50000");
  }

  @Test
  void isDecidedAsItWasAfterRedaction() throws Exception {
    Path file = folder.resolve("failed.avro");
    IncidentFile.write(file, Redaction.of(incident));

    assertThat(IncidentFile.read(file).unverifiable()).isEmpty();
    assertThatIncident(file).isDecidedAsItWas();
  }

  @Test
  void isDecidedAsItWasAfterRedactionWhateverHappened() {
    for (long seed = 0; seed < 40; seed++) {
      Incident random = incident(RecordedHistory.random(seed, 120).transitions(), List.of());
      Incident redacted = Redaction.of(random);

      assertThat(redacted.unverifiable()).as("seed " + seed).isEmpty();
      assertThat(redacted.verify(Decider.TODAY).troubles()).as("seed " + seed).isEmpty();
    }
  }

  @Test
  void beginsInTheMiddleWithTheStateBefore() {
    List<Transition> all = FailedFfmpeg.history().transitions();
    Process before = Process.unknown(Samples.CAMERA);
    for (var transition : FailedFfmpeg.history().read().subList(0, 4)) {
      before = before.after(transition.events(), transition.circumstances().now());
    }

    Incident redacted = Redaction.of(new Incident(before, all.subList(4, 8), List.of(), Set.of()));

    assertThat(redacted.before().state()).isInstanceOf(Active.class);
    assertThat(redacted.verify(Decider.TODAY).troubles()).isEmpty();
    assertThat(redacted.verify(Decider.TODAY).compared()).isEqualTo(4);
  }

  @Test
  void leavesWhatItWasGivenAsItWas() {
    String before = shown(incident);
    Redaction.of(incident);

    assertThat(shown(incident)).isEqualTo(before);
  }

  @Test
  void canBeOpenedByAnyReaderOfAvro() throws Exception {
    Path file = folder.resolve("failed.avro");
    IncidentFile.write(file, Redaction.of(incident));

    try (var reader =
        new DataFileReader<GenericRecord>(file.toFile(), new GenericDatumReader<>())) {
      assertThat(reader.next().getSchema().getName()).isEqualTo("ProcessSnapshot");
      assertThat(reader.next().get("processId")).hasToString("camera-1");
      assertThat(reader.getMetaString("sluice.schemas")).contains("\"FfmpegExited\"");
    }
  }

  private static Incident incident(List<Transition> transitions, List<FfmpegReport> reports) {
    return new Incident(Process.unknown(Samples.CAMERA), transitions, reports, Set.of());
  }

  private static FfmpegReport report() {
    return FfmpegReport.newBuilder()
        .setProcessId(Samples.CAMERA.value())
        .setGeneration(1)
        .setAttempt(1)
        .setWorkerId("alpha")
        .setIncarnation(100)
        .setAt(Samples.NOW)
        .setStartedAt(Samples.NOW)
        .setPid(4711)
        .setArguments(
            List.of("-headers", "X-Key: " + FailedFfmpeg.STREAM_KEY, "rtmp://" + FailedFfmpeg.HOST))
        .setFirstLines(
            List.of(new FfmpegLine(Samples.NOW, "connecting to " + FailedFfmpeg.HOST + "…")))
        .build();
  }

  /// Everything in the file, uncompressed.
  private String text(Incident told) throws Exception {
    Path file = folder.resolve("text.avro");
    IncidentFile.write(file, told);
    Incident read = IncidentFile.read(file);
    return shown(read) + Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  /// As JSON without the redaction that display would bring.
  private static String shown(Incident told) {
    return told.transitions().stream().map(RedactionTest::raw).collect(Collectors.joining("\n"))
        + told.reports().stream().map(Object::toString).collect(Collectors.joining("\n"));
  }

  private static String raw(Transition transition) {
    StringBuilder all = new StringBuilder(transition.toString());
    var codec = RecordCodec.standard();
    transition.getCause().ifPresent(cause -> all.append(codec.decode(cause)));
    transition.getEvents().forEach(event -> all.append(codec.decode(event)));
    return all.toString();
  }
}
