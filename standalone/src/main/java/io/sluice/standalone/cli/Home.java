package io.sluice.standalone.cli;

import java.nio.file.Path;

/// The folder of the checkout that `./sluice` stands in: where defaults for folders are relative
/// to, wherever the command is called from.
final class Home {
  private Home() {}

  static Path folder() {
    return Path.of(System.getProperty("sluice.home", "")).toAbsolutePath();
  }
}
