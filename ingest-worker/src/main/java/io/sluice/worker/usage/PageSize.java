package io.sluice.worker.usage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// The size of a page of memory: 4 KiB on most hosts, up to 64 KiB on some.
final class PageSize {
  private static final int USUAL_BYTES = 4096;
  private static final long AT_PAGESZ = 6; // getauxval(3)

  private PageSize() {}

  static int ofThisHost() {
    try {
      return in(Files.readAllBytes(Path.of("/proc/self/auxv")));
    } catch (IOException e) {
      return USUAL_BYTES;
    }
  }

  /// @param auxv pairs of key and value, each as wide as a pointer of a 64-bit host
  static int in(byte[] auxv) {
    ByteBuffer pairs = ByteBuffer.wrap(auxv).order(ByteOrder.nativeOrder());
    while (pairs.remaining() >= 2 * Long.BYTES) {
      long key = pairs.getLong();
      long value = pairs.getLong();
      if (key == AT_PAGESZ) {
        return (int) value;
      }
    }
    return USUAL_BYTES;
  }
}
