package io.sluice.worker.rtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Network-order numbers in a byte array, without an object.
final class Bytes {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Bytes() {}

  static int u8(byte[] buffer, int at) {
    return buffer[at] & 0xff;
  }

  static int u16(byte[] buffer, int at) {
    return (short) SHORTS.get(buffer, at) & 0xffff;
  }

  static int u24(byte[] buffer, int at) {
    return (u8(buffer, at) << 16) | u16(buffer, at + 1);
  }

  static int i32(byte[] buffer, int at) {
    return (int) INTS.get(buffer, at);
  }

  static long i64(byte[] buffer, int at) {
    return (long) LONGS.get(buffer, at);
  }

  static void put16(byte[] buffer, int at, int value) {
    SHORTS.set(buffer, at, (short) value);
  }

  static void put32(byte[] buffer, int at, int value) {
    INTS.set(buffer, at, value);
  }

  static void put64(byte[] buffer, int at, long value) {
    LONGS.set(buffer, at, value);
  }
}
