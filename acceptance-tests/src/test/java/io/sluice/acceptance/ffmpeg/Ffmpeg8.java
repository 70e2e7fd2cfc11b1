package io.sluice.acceptance.ffmpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/// The FFmpeg 8 that Maven unpacks before the tests, and says where.
public final class Ffmpeg8 {
  private Ffmpeg8() {}

  /// Unpacking drops the mode.
  static Path executable() throws IOException {
    Path executable = folder().resolve("ffmpeg");
    if (!Files.isExecutable(executable) && !executable.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + executable + " executable");
    }
    return executable;
  }

  static Path folder() {
    return Path.of(
            Objects.requireNonNull(
                System.getProperty("sluice.acceptance.ffmpeg8"),
                "sluice.acceptance.ffmpeg8 names the unpacked folder of FFmpeg 8; Maven sets it"))
        .toAbsolutePath();
  }

  /// A program in `folder` that is FFmpeg 8 with its own libraries, for those that start it by its
  /// name alone.
  public static Path program(Path folder) throws IOException {
    Path program = folder.resolve("ffmpeg8");
    Files.writeString(
        program,
        """
        #!/bin/sh
        LD_LIBRARY_PATH=%s exec %s "$@"
        """
            .formatted(folder(), executable()));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return program;
  }
}
