package io.sluice.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sluice.identity.ProcessId;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import io.sluice.process.rules.JobNames;
import io.sluice.process.rules.testing.MaliciousConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The worker judges for itself: an assignment that no decider has seen does not get by. In the
/// place of FFmpeg stands a program that leaves a mark.
class MaliciousConfigsTest {
  @TempDir Path temp;
  private FfmpegHost host;
  private Path marks;

  @BeforeEach
  void open() throws IOException {
    marks = Files.createDirectory(temp.resolve("marks"));
    Path program = temp.resolve("ffmpeg");
    Files.writeString(program, "#!/bin/sh\necho ran >> " + marks.resolve("mark") + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    host =
        new FfmpegHost(
            new FfmpegInstallation(program, "5.1", List.of()),
            OutputFolder.at(temp.resolve("out")),
            Secrets.of(Optional.empty()),
            MaliciousConfig.LISTS,
            StopPatience.USUAL);
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void noneReachesAnExec() throws IOException {
    for (MaliciousConfig config : MaliciousConfig.all()) {
      Throwable refusal = catchThrowable(() -> start(config));

      if (config.place().equals("process.id")) {
        assertThat(refusal).as("%s", config).isInstanceOf(IllegalArgumentException.class);
      } else {
        assertThat(refusal)
            .as("%s", config)
            .isInstanceOf(CouldNotStartException.class)
            .hasMessageContaining("[" + config.rule() + "]");
      }
    }
    assertThat(marks).isEmptyDirectory();
    assertThat(temp.resolve("out")).isEmptyDirectory();
  }

  @Test
  void aHarmlessOneDoesReachIt() throws Exception {
    FfmpegJob job =
        new FfmpegJob(
            List.of(), List.of(), List.of(new FfmpegLeg("out", "{processid}.mkv", List.of())));

    host.start(job.of(new JobNames("camera-1", "")), Optional.empty()).exit().join();

    assertThat(marks.resolve("mark")).hasContent("ran");
  }

  private void start(MaliciousConfig config) throws CouldNotStartException {
    ProcessId id = new ProcessId(config.processId());
    FfmpegJob job = config.job().of(new JobNames(id.value(), config.reference()));
    host.start(job, Optional.empty()).exit().join();
  }
}
