package io.sluice.schemas.codec;

import java.util.Set;
import org.apache.avro.util.ClassSecurityValidator;

/// Tells Avro which classes it may make from what a schema names: it refuses all but a few of the
/// JDK's until it is told.
final class TrustedRecords {
  private static final Set<Class<?>> OURS = Set.copyOf(KnownRecords.CLASSES);

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), OURS::contains));
  }

  private TrustedRecords() {}

  /// Once per JVM, added to what was trusted before.
  static void trust() {
    // Loading this class has done it.
  }
}
