package io.sluice.standalone.cli.terminal;

import picocli.CommandLine.Help.Ansi;

/// Colours and weights, on a terminal only and only when it is not asked to have none (`NO_COLOR`).
public final class Colours {
  private static final boolean ENABLED = Ansi.AUTO.enabled();

  private Colours() {}

  static boolean isTerminal() {
    return System.console() != null && System.console().isTerminal();
  }

  /// For what went wrong.
  public static String bad(String text) {
    return painted("31", text);
  }

  /// For what is as it should be.
  public static String good(String text) {
    return painted("32", text);
  }

  /// For headings.
  public static String strong(String text) {
    return painted("1", text);
  }

  private static String painted(String code, String text) {
    return ENABLED ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
