package io.sluice.acceptance.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A control plane or a worker in a JVM of its own, which a test may kill.
public final class MemberJvm implements AutoCloseable {
  private final Process process;

  private MemberJvm(Process process) {
    this.process = process;
  }

  /// @param main the class whose `main` is run, on the class path of this JVM
  /// @param log where its output is appended to
  static MemberJvm start(String main, Map<String, Object> settings, Path log) throws IOException {
    Files.createDirectories(log.getParent());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"));
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    return new MemberJvm(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start());
  }

  public long pid() {
    return process.pid();
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /// `kill -9`: the member gets no chance to do anything; returns when it is gone.
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /// Asks it to end, as an operator would; kills it when it takes longer than 30 s.
  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
    kill();
  }
}
