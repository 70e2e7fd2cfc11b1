package io.sluice.worker.udp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The system calls of a socket that Java does not offer, each by its C name.
///
/// Each returns what C returns; after -1, `captured` holds `errno`. The class cannot be initialised
/// where one is missing.
final class Libc {
  private Libc() {}

  /// Where `errno` is put, by a segment of this layout.
  static final StructLayout CAPTURED = Linker.Option.captureStateLayout();

  private static final VarHandle ERRNO = CAPTURED.varHandle(PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET =
      call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle SETSOCKOPT =
      call(
          "setsockopt",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle GETSOCKOPT =
      call(
          "getsockopt",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
  private static final MethodHandle BIND =
      call("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle GETSOCKNAME =
      call("getsockname", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
  private static final MethodHandle RECVMMSG =
      call(
          "recvmmsg",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
  private static final MethodHandle SENDMMSG =
      call("sendmmsg", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
  private static final MethodHandle PPOLL =
      call("ppoll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS));
  private static final MethodHandle EVENTFD =
      call("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle READ =
      call("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle WRITE =
      call("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle CLOSE =
      call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private static MethodHandle call(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker
            .defaultLookup()
            .find(name)
            .orElseThrow(() -> new UnsatisfiedLinkError("the C library has no " + name)),
        descriptor,
        Linker.Option.captureCallState("errno"));
  }

  static int errno(MemorySegment captured) {
    return (int) ERRNO.get(captured, 0L);
  }

  static int socket(MemorySegment captured, int domain, int type, int protocol) {
    try {
      return (int) SOCKET.invokeExact(captured, domain, type, protocol);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int setsockopt(
      MemorySegment captured, int fd, int level, int name, MemorySegment value, int length) {
    try {
      return (int) SETSOCKOPT.invokeExact(captured, fd, level, name, value, length);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int getsockopt(
      MemorySegment captured,
      int fd,
      int level,
      int name,
      MemorySegment value,
      MemorySegment length) {
    try {
      return (int) GETSOCKOPT.invokeExact(captured, fd, level, name, value, length);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int bind(MemorySegment captured, int fd, MemorySegment address, int length) {
    try {
      return (int) BIND.invokeExact(captured, fd, address, length);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int getsockname(
      MemorySegment captured, int fd, MemorySegment address, MemorySegment length) {
    try {
      return (int) GETSOCKNAME.invokeExact(captured, fd, address, length);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int recvmmsg(MemorySegment captured, int fd, MemorySegment headers, int count) {
    try {
      return (int) RECVMMSG.invokeExact(captured, fd, headers, count, 0, MemorySegment.NULL);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int sendmmsg(MemorySegment captured, int fd, MemorySegment headers, int count) {
    try {
      return (int) SENDMMSG.invokeExact(captured, fd, headers, count, 0);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int ppoll(MemorySegment captured, MemorySegment fds, long count, MemorySegment timeout) {
    try {
      return (int) PPOLL.invokeExact(captured, fds, count, timeout, MemorySegment.NULL);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int eventfd(MemorySegment captured, int initial, int flags) {
    try {
      return (int) EVENTFD.invokeExact(captured, initial, flags);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static long read(MemorySegment captured, int fd, MemorySegment buffer, long length) {
    try {
      return (long) READ.invokeExact(captured, fd, buffer, length);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static long write(MemorySegment captured, int fd, MemorySegment buffer, long length) {
    try {
      return (long) WRITE.invokeExact(captured, fd, buffer, length);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int close(MemorySegment captured, int fd) {
    try {
      return (int) CLOSE.invokeExact(captured, fd);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /// The call itself throws nothing: what comes here is an error of the virtual machine or a bug.
  private static RuntimeException unexpected(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException bug ? bug : new IllegalStateException(e);
  }
}
