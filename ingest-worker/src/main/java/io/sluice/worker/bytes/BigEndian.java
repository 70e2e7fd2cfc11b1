package io.sluice.worker.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Network-order numbers in a byte array, without an object.
public final class BigEndian {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private BigEndian() {}

  public static int u8(byte[] buffer, int at) {
    return buffer[at] & 0xff;
  }

  public static int u16(byte[] buffer, int at) {
    return (short) SHORTS.get(buffer, at) & 0xffff;
  }

  public static int u24(byte[] buffer, int at) {
    return (u8(buffer, at) << 16) | u16(buffer, at + 1);
  }

  public static int i32(byte[] buffer, int at) {
    return (int) INTS.get(buffer, at);
  }

  public static long i64(byte[] buffer, int at) {
    return (long) LONGS.get(buffer, at);
  }

  public static void put16(byte[] buffer, int at, int value) {
    SHORTS.set(buffer, at, (short) value);
  }

  public static void put32(byte[] buffer, int at, int value) {
    INTS.set(buffer, at, value);
  }

  public static void put64(byte[] buffer, int at, long value) {
    LONGS.set(buffer, at, value);
  }
}
