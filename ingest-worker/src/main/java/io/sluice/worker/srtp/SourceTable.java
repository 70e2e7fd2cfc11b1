package io.sluice.worker.srtp;

import org.jspecify.annotations.Nullable;

/// A few contexts by SSRC, found by walking: no boxing, and short enough to be faster than hashing.
///
/// Thread: one owner.
final class SourceTable<T> {
  private final int[] ssrcs;
  private final Object[] contexts;
  private int size;

  SourceTable(int capacity) {
    ssrcs = new int[capacity];
    contexts = new Object[capacity];
  }

  @SuppressWarnings("unchecked") // only put() writes
  @Nullable T get(int ssrc) {
    for (int i = 0; i < size; i++) {
      if (ssrcs[i] == ssrc) {
        return (T) contexts[i];
      }
    }
    return null;
  }

  boolean isFull() {
    return size == ssrcs.length;
  }

  /// The SSRC must be new and the table not full.
  void put(int ssrc, T context) {
    ssrcs[size] = ssrc;
    contexts[size++] = context;
  }
}
