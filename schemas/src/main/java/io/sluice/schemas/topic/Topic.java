package io.sluice.schemas.topic;

import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/// One topic of the catalogue.
///
/// @param key what its keys are
/// @param home what decides the partition of a record
/// @param writer the only ones who write it
/// @param values the types its values may have
public record Topic(
    String name,
    Identity key,
    Identity home,
    Writer writer,
    Cleanup cleanup,
    Set<Class<? extends SpecificRecord>> values) {

  /// Whose id a key is.
  public enum Identity {
    PROCESS,
    WORKER,
    /// One run of FFmpeg: `processId/generation/attempt`.
    RUN
  }

  /// Who writes a topic.
  public enum Writer {
    ORCHESTRATORS,
    CONTROL_PLANE,
    WORKERS
  }

  public Topic {
    values = Set.copyOf(values);
  }

  Topic cleanedUpBy(Cleanup other) {
    return new Topic(name, key, home, writer, other, values);
  }

  @Override
  public String toString() {
    return name;
  }
}
