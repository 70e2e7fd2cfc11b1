package io.sluice.worker.ffmpeg;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/// Signals that Java does not send.
final class Signals {
  private static final int SIGCONT = 18; // of Linux on x86 and ARM

  private static final MethodHandle KILL =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

  private Signals() {}

  /// Lets a child run that was suspended; nothing happens to one that runs, or has ended.
  static void resume(long pid) {
    try {
      int _ = (int) KILL.invokeExact((int) pid, SIGCONT);
    } catch (Throwable e) {
      throw new AssertionError("kill throws nothing", e);
    }
  }
}
