package io.sluice.worker.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Whether the disk of the output folder has room for more.
///
/// Thread: any.
///
/// @param minFreeBytes with less than this left, nothing is started; 0 when it does not matter
public record DiskRoom(Path folder, long minFreeBytes) {
  private static final long MIB = 1 << 20;

  /// Why nothing may be started, in words; empty when there is room.
  public Optional<String> shortage() {
    if (minFreeBytes == 0) {
      return Optional.empty();
    }
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      return free < minFreeBytes
          ? Optional.of(
              "the disk of the output folder has %d MiB left of the %d MiB that are kept free"
                  .formatted(free / MIB, minFreeBytes / MIB))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of("the disk of the output folder cannot be asked for its room: " + e);
    }
  }
}
