package io.sluice.acceptance.fleet;

import io.sluice.acceptance.ffmpeg.Command;
import io.sluice.acceptance.program.Place;
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

  /// In the host's own network.
  ///
  /// @param main the class whose `main` is run, on the class path of this JVM
  /// @param log where its output is appended to
  public static MemberJvm start(
      String main, Map<String, Object> settings, Path log, String... arguments) throws IOException {
    return start(Place.HOST, main, settings, log, arguments);
  }

  static MemberJvm start(
      Place place, String main, Map<String, Object> settings, Path log, String... arguments)
      throws IOException {
    Files.createDirectories(log.getParent());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    return new MemberJvm(
        new ProcessBuilder(place.put(command))
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

  /// SIGSTOP: it does nothing more, and nobody can tell it from one that died.
  public void suspend() {
    signal("-STOP");
  }

  /// SIGCONT: it goes on as if nothing had been.
  public void resume() {
    signal("-CONT");
  }

  private void signal(String signal) {
    Command.run(List.of("kill", signal, Long.toString(pid()))).outputOrFail();
  }

  /// `kill -9`: the member gets no chance to do anything; returns when it is gone.
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /// SIGTERM, as an operator or Kubernetes sends it; returns at once.
  public void terminate() {
    process.destroy();
  }

  /// Asks it to end, as an operator would; kills it when it takes longer than 30 s.
  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
    kill();
  }
}
