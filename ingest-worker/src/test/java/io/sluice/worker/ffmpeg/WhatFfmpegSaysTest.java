package io.sluice.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WhatFfmpegSaysTest {
  private static final Instant NOW = Instant.parse("2026-11-27T06:00:00Z");

  @Test
  void keepsTheFirstAndTheLastLines() {
    LineLog log = new LineLog(2, 3, () -> NOW);
    IntStream.range(0, 10).forEach(i -> log.add("line " + i));

    assertThat(log.all()).containsExactly("line 0", "line 1", "line 7", "line 8", "line 9");
    assertThat(log.last(2)).containsExactly("line 8", "line 9");
    Said said = log.said(List.of("-y"));
    assertThat(said.arguments()).containsExactly("-y");
    assertThat(said.first()).first().isEqualTo(new SaidLine(NOW, "line 0"));
    assertThat(said.last()).last().isEqualTo(new SaidLine(NOW, "line 9"));
    assertThat(said.omitted()).isEqualTo(5);
  }

  @Test
  void cutsEndlessLines() {
    LineLog log = new LineLog(1, 1, () -> NOW);
    log.add("x".repeat(100_000));

    assertThat(log.all().getFirst()).hasSizeLessThan(1000);
  }

  @Test
  void takesSecretsOutOfWhatIsKept() {
    LineRedaction redaction = new LineRedaction(List.of("key", "key-and-more"));

    assertThat(redaction.redacted("srt://a?x=key-and-more: refused, key"))
        .doesNotContain("key")
        .contains("refused");
    assertThat(redaction.redacted("rtmp://live.example/app/streamkey: Connection refused"))
        .doesNotContain("streamkey")
        .contains("Connection refused");
  }

  @Test
  void findsBoundPortsInTheKernelsTable() {
    assertThat(
            BoundSockets.inodesByPort(
                List.of(
                    "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt"
                        + "   uid  timeout inode ref pointer drops",
                    "  123: 0100007F:4E20 00000000:0000 07 00000000:00000000 00:00000000 00000000"
                        + "     0        0 4711 2 0000000000000000 0",
                    "  124: 00000000:4E21 00000000:0000 07 00000000:00000000 00:00000000 00000000"
                        + "     0        0 4712 2 0000000000000000 0")))
        .containsExactly(java.util.Map.entry(20_000, 4711L));
  }
}
