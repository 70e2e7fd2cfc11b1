package io.sluice.standalone.publish;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/// Ends a JVM that holds libwebrtc. An ordinary exit runs the library's static destructors, which
/// call back into a JVM that is gone and write about it to standard output.
public final class NativeExit {
  private NativeExit() {}

  /// Does not return, and runs no shutdown hook.
  public static void now(int exitCode) {
    System.out.flush();
    System.err.flush();
    try {
      Linker linker = Linker.nativeLinker();
      linker
          .downcallHandle(
              linker.defaultLookup().findOrThrow("_exit"),
              FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT))
          .invokeExact(exitCode);
    } catch (Throwable e) {
      Runtime.getRuntime().halt(exitCode); // as good, but for the noise
    }
  }
}
