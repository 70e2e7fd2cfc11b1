package io.sluice.acceptance.fleet;

import java.util.ArrayList;
import java.util.List;

/// What a fleet has opened: closed in the other order, every part of it, whatever fails.
final class OwnedParts implements AutoCloseable {
  private final List<AutoCloseable> parts = new ArrayList<>();

  <T extends AutoCloseable> T keep(T part) {
    parts.add(part);
    return part;
  }

  /// @throws Exception the first that closing a part threw
  @Override
  public void close() throws Exception {
    Exception first = null;
    for (AutoCloseable part : parts.reversed()) {
      try {
        part.close();
      } catch (Exception e) {
        first = first == null ? e : first;
      }
    }
    parts.clear();
    if (first != null) {
      throw first;
    }
  }
}
