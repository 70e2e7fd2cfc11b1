package io.sluice.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.process.rules.AddressLists;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import io.sluice.worker.ports.NoLeaseException;
import io.sluice.worker.ports.PortPool;
import io.sluice.worker.ports.PortRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk of six mebibytes. Needs root, to mount it.
class DiskFullIT {
  private static final long MIN_FREE_BYTES = 3 << 20;
  private static final FfmpegJob JOB =
      new FfmpegJob(
          List.of(),
          List.of(new FfmpegLeg("in", "testsrc2=size=1280x720:rate=25", List.of("-f", "lavfi"))),
          List.of(
              new FfmpegLeg(
                  "out",
                  "out.ts",
                  List.of("-c:v", "libx264", "-preset", "ultrafast", "-qp", "1"))));

  @TempDir Path temp;
  private Path disk;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(temp.resolve("disk"));
    run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk.toString());
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", disk.toString());
  }

  @Test
  void endsFfmpegWithAReasonAndStartsNothingUntilThereIsRoomAgain() throws Exception {
    OutputFolder folder = OutputFolder.at(disk, MIN_FREE_BYTES);
    PortPool ports =
        new PortPool(new PortRange(36_000, 36_039), 10, port -> {}, folder.room()::shortage);
    try (FfmpegHost host =
        new FfmpegHost(
            FfmpegInstallation.find("ffmpeg"),
            folder,
            Secrets.of(Optional.empty()),
            AddressLists.NONE,
            StopPatience.USUAL)) {
      FfmpegExit exit = host.start(JOB, Optional.empty()).exit().get(60, TimeUnit.SECONDS);

      assertThat(exit.reason()).isEqualTo(ExitReason.OUTPUT_REFUSED);
      assertThat(exit.lastLines()).anyMatch(line -> line.contains("No space left"));
      assertThatThrownBy(() -> host.start(JOB, Optional.empty()))
          .isInstanceOf(CouldNotStartException.class)
          .hasMessageContaining("MiB left");
      assertThatThrownBy(ports::lease)
          .isInstanceOfSatisfying(
              NoLeaseException.class,
              e -> assertThat(e.reason()).isEqualTo(NoLeaseException.Reason.DISK_NEARLY_FULL));

      empty();
      ports.lease().close();
    }
  }

  private void empty() throws IOException {
    try (var files = Files.list(disk)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
  }
}
