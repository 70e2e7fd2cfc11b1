package io.sluice.worker.capability;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// What an FFmpeg can do of what processes can ask for, in the order of the names.
///
/// @param muxers containers that it writes
/// @param encoders by their own names, and the codecs for which it has one
/// @param protocols that it both reads and writes
public record FfmpegCapabilities(Set<String> muxers, Set<String> encoders, Set<String> protocols) {
  public FfmpegCapabilities {
    muxers = ordered(muxers);
    encoders = ordered(encoders);
    protocols = ordered(protocols);
  }

  private static Set<String> ordered(Collection<String> names) {
    return Collections.unmodifiableSet(new TreeSet<>(names));
  }
}
