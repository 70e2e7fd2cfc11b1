package io.sluice.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitClassifierTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1   | [rtp @ 0x1] bind failed: Address already in use | BIND_FAILED
          183 | [udp @ 0x1] bind failed: Address already in use | BIND_FAILED
          1   | rtmp://***: Connection refused | OUTPUT_REFUSED
          1   | av_interleaved_write_frame(): Broken pipe | OUTPUT_REFUSED
          1   | Could not write header for output file #0 (incorrect codec parameters ?) | BAD_CONFIGURATION
          1   | Unrecognized option 'foo'. | BAD_CONFIGURATION
          1   | Unknown encoder 'libfoo' | BAD_CONFIGURATION
          8   | Encoder not found | BAD_CONFIGURATION
          1   | Conversion failed! | FAILED
          255 | Exiting normally, received signal 15. | FAILED
          0   | nothing | ENDED_BY_ITSELF
          """)
  void tellsWhyByWhatWasSaid(int exitCode, String line, ExitReason reason) {
    FfmpegExit exit = ExitClassifier.classify(7, exitCode, false, List.of("first", line));

    assertThat(exit.reason()).isEqualTo(reason);
    assertThat(exit.exitCode()).hasValue(exitCode);
    assertThat(exit.signal()).isEmpty();
    assertThat(exit.expected()).isFalse();
  }

  @Test
  void knowsAnEndThatWasAskedFor() {
    FfmpegExit exit = ExitClassifier.classify(7, 0, true, List.of());

    assertThat(exit.reason()).isEqualTo(ExitReason.STOPPED);
    assertThat(exit.expected()).isTrue();
  }

  @Test
  void knowsASignalFromAnExitCode() {
    FfmpegExit exit = ExitClassifier.classify(7, 137, false, List.of());

    assertThat(exit.reason()).isEqualTo(ExitReason.KILLED);
    assertThat(exit.signal()).hasValue(9);
    assertThat(exit.exitCode()).isEmpty();
  }

  @Test
  void takesTheCodeOfAnUnreachableHostForNoSignal() {
    FfmpegExit exit =
        ExitClassifier.classify(7, 143, false, List.of("rtmp://***: No route to host"));

    assertThat(exit.reason()).isEqualTo(ExitReason.OUTPUT_REFUSED);
    assertThat(exit.signal()).isEmpty();
  }
}
