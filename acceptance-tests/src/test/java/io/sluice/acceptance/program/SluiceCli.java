package io.sluice.acceptance.program;

import io.sluice.acceptance.ffmpeg.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line `sluice`, run as a program of its own on the class path of this JVM.
public final class SluiceCli {
  private static final String MAIN = "io.sluice.standalone.cli.Sluice";

  private SluiceCli() {}

  /// Runs it to its end.
  public static Command run(String bootstrap, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--bootstrap", bootstrap));
    return Command.run(command);
  }
}
