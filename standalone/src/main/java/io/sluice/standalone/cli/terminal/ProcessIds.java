package io.sluice.standalone.cli.terminal;

import io.sluice.identity.ProcessId;

/// Process ids as they are typed.
public final class ProcessIds {
  private ProcessIds() {}

  public static ProcessId read(String text) {
    String problem = ProcessId.problem(text);
    if (!problem.isEmpty()) {
      throw UserErrorException.usage("the process id " + problem);
    }
    return new ProcessId(text);
  }
}
