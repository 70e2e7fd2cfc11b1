package io.sluice.schemas.topic;

import java.nio.charset.StandardCharsets;

/// The partition of a key, as the default partitioner of Kafka's Java client chooses it. Others
/// differ: librdkafka's default is CRC-32.
public final class Partitions {
  private static final int SEED = 0x9747b28c;
  private static final int M = 0x5bd1e995;
  private static final int R = 24;

  private Partitions() {}

  /// Partition, from 0, of the UTF-8 form of `key` among `count`.
  public static int of(String key, int count) {
    return (murmur2(key.getBytes(StandardCharsets.UTF_8)) & Integer.MAX_VALUE) % count;
  }

  /// MurmurHash 2 of Austin Appleby (public domain), 32 bits, with Kafka's seed.
  static int murmur2(byte[] data) {
    int hash = SEED ^ data.length;
    int whole = data.length & ~3;
    for (int i = 0; i < whole; i += 4) {
      int k = littleEndian(data, i, 4) * M;
      hash = (hash * M) ^ ((k ^ (k >>> R)) * M);
    }
    if (whole < data.length) {
      hash = (hash ^ littleEndian(data, whole, data.length - whole)) * M;
    }
    hash = (hash ^ (hash >>> 13)) * M;
    return hash ^ (hash >>> 15);
  }

  private static int littleEndian(byte[] data, int from, int count) {
    int word = 0;
    for (int i = 0; i < count; i++) {
      word |= (data[from + i] & 0xff) << (8 * i);
    }
    return word;
  }
}
