package io.sluice.worker.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.identity.ProcessId;
import io.sluice.schemas.FactOrigin;
import io.sluice.schemas.FfmpegExited;
import io.sluice.schemas.MediaStarted;
import io.sluice.schemas.PortsAllocated;
import io.sluice.schemas.ProcessTornDown;
import io.sluice.schemas.PublisherConnected;
import io.sluice.worker.ffmpeg.ExitReason;
import io.sluice.worker.ffmpeg.FfmpegExit;
import io.sluice.worker.ingest.IngestFact;
import io.sluice.worker.ingest.TearDownReason;
import io.sluice.worker.peer.PublisherInfo;
import io.sluice.worker.ports.PortBlock;
import io.sluice.worker.sdp.MediaCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class FactRecordsTest {
  private static final FactOrigin ORIGIN = new FactOrigin("w1", 7L, 3L, 1L, Instant.EPOCH);
  private static final String SESSION = "0123456789abcdef";

  @Test
  void saysWhereAPublisherCanCome() {
    PortsAllocated fact =
        (PortsAllocated) record(new IngestFact.PortsAllocated(2, new PortBlock(20_000)));

    assertThat(fact.getProcessId()).isEqualTo("show");
    assertThat(fact.getOrigin()).isEqualTo(ORIGIN);
    assertThat(fact.getAttempt()).isEqualTo(2);
    assertThat(fact.getPorts().getAudioRtcp()).isEqualTo(20_003);
    assertThat(fact.getWhipUrl()).isEqualTo("http://w1:8081/whip/show");
  }

  @Test
  void showsOnlyTheBeginningOfASessionsId() {
    assertThat(
            ((MediaStarted)
                    record(new IngestFact.MediaStarted(SESSION, Duration.ofMillis(3), 320, 180)))
                .getSessionId())
        .isEqualTo("01234567");
    PublisherConnected connected = (PublisherConnected) record(connected());
    assertThat(connected.toString()).doesNotContain(SESSION);
    assertThat(connected.getUserAgent()).hasSize(200);
    assertThat(connected.getVideoCodec()).isEqualTo("H264");
    assertThat(connected.getAudioCodec()).isEmpty();
    assertThat(connected.getSincePostMicros()).isEqualTo(5_000);
  }

  @Test
  void givesNoCodeToAnFfmpegThatASignalEnded() {
    FfmpegExited fact =
        (FfmpegExited)
            record(
                new IngestFact.FfmpegExited(
                    1,
                    new FfmpegExit(
                        42,
                        OptionalInt.empty(),
                        OptionalInt.of(9),
                        ExitReason.KILLED,
                        true,
                        List.of("last"))));

    assertThat(fact.getExitCode()).isEmpty();
    assertThat(fact.getSignal()).contains(9);
    assertThat(fact.getReason()).isEqualTo("KILLED");
    assertThat(fact.getLastLines()).containsExactly("last");
  }

  @Test
  void saysThatNothingIsLeft() {
    ProcessTornDown fact =
        (ProcessTornDown) record(new IngestFact.TornDown(TearDownReason.SUPERSEDED, true));

    assertThat(fact.getReason()).isEqualTo("SUPERSEDED");
    assertThat(fact.getForced()).isTrue();
  }

  private static IngestFact connected() {
    return new IngestFact.PublisherConnected(
        new PublisherInfo(
            SESSION,
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 5000),
            "x".repeat(300),
            MediaCodec.H264,
            null,
            "SERVER",
            "SRTP_AEAD_AES_128_GCM",
            Duration.ofMillis(5)));
  }

  private static SpecificRecord record(IngestFact fact) {
    return FactRecords.of(new ProcessId("show"), ORIGIN, fact, "http://w1:8081/whip/show");
  }
}
