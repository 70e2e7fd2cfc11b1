package io.sluice.standalone.cli;

import io.sluice.standalone.cli.terminal.UserErrorException;

/// Ports as they are typed.
final class Ports {
  private static final int MAX = 65_535;

  private Ports() {}

  static int checked(int port, String option) {
    if (port < 1 || port > MAX) {
      throw UserErrorException.usage(option + " must be 1 to " + MAX);
    }
    return port;
  }
}
