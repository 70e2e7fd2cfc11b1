package io.sluice.acceptance.cluster;

import io.sluice.acceptance.ffmpeg.Command;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A disk of some mebibytes, in memory. Needs root, to mount it.
public final class SmallDisk implements AutoCloseable {
  private static final byte[] BLOCK = new byte[1 << 16];

  private final Path folder;
  private final Path filler;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.filler = folder.resolve("filler");
  }

  public static SmallDisk mount(Path folder, int mebibytes) throws IOException {
    Files.createDirectories(folder);
    Command.run(
            List.of("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", "" + folder))
        .outputOrFail();
    return new SmallDisk(folder);
  }

  /// Until nothing more fits.
  public void fill() throws IOException {
    try (OutputStream file = Files.newOutputStream(filler)) {
      while (folder.toFile().getUsableSpace() > 0) {
        file.write(BLOCK, 0, (int) Math.min(BLOCK.length, folder.toFile().getUsableSpace()));
      }
    } catch (IOException e) {
      if (folder.toFile().getUsableSpace() > 0) {
        throw e;
      }
      // Others write on it too, and were faster.
    }
  }

  /// Makes room again.
  public void free() throws IOException {
    Files.deleteIfExists(filler);
  }

  @Override
  public void close() {
    Command.run(List.of("umount", "-l", folder.toString()));
  }
}
