package io.sluice.standalone.cli.terminal;

import io.sluice.identity.WorkerId;
import java.util.SortedSet;

/// Worker ids as they are typed.
public final class WorkerIds {
  private WorkerIds() {}

  /// @param known every worker that was ever heard
  public static WorkerId known(String text, SortedSet<String> known) {
    String problem = WorkerId.problem(text);
    if (!problem.isEmpty()) {
      throw UserErrorException.usage("the worker id " + problem);
    }
    if (!known.contains(text)) {
      throw UserErrorException.failed(
          "no worker "
              + text
              + " was ever heard; "
              + (known.isEmpty() ? "none was" : "there are " + String.join(", ", known)));
    }
    return new WorkerId(text);
  }
}
