package io.sluice.eventlog.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Keeps a second broker, in this JVM or another, off the same folder: Kafka has a lock too, but
/// finds out late and tells it badly.
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Makes the folder when it is missing.
  static FolderLock take(Path folder) {
    FileChannel channel;
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              folder.resolve("sluice.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new BrokerStartException(
          "the broker cannot write its folder " + folder + ": choose another, or make it writable",
          e);
    }
    if (lock(channel) == null) {
      closed(channel);
      throw new BrokerStartException(
          "the folder " + folder + " is in use by another broker: end that one, or choose another");
    }
    return new FolderLock(channel);
  }

  private static @Nullable FileLock lock(FileChannel channel) {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException | IOException e) {
      return null;
    }
  }

  @Override
  public void close() {
    closed(channel);
  }

  private static void closed(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
