package io.sluice.benchmarks.member;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program in a JVM of its own, with the JVM's own defaults: what it costs is not mixed with what
/// the benchmark does.
public final class Program implements AutoCloseable {
  private final Process process;

  private Program(Process process) {
    this.process = process;
  }

  /// A control plane with the settings that a deployment has by default, and the flags that
  /// `CONTROL_PLANE_JAVA_OPTS` names, those of `./sluice control-plane` by default.
  ///
  /// @param port of its HTTP; -1 for any
  public static Program controlPlane(String bootstrap, int partitions, int port, Path log) {
    return start(
        flags(),
        "io.sluice.controlplane.Main",
        Map.of(
            "sluice.bootstrap",
            bootstrap,
            "sluice.partitions",
            partitions,
            "sluice.control-plane.instance-id",
            "measured",
            "micronaut.server.host",
            "127.0.0.1",
            "micronaut.server.port",
            port),
        List.of(),
        log);
  }

  private static List<String> flags() {
    String flags =
        System.getenv().getOrDefault("CONTROL_PLANE_JAVA_OPTS", "-XX:+UseCompactObjectHeaders");
    return flags.isBlank() ? List.of() : List.of(flags.strip().split("\\s+"));
  }

  /// @param flags of the JVM
  /// @param main the class whose `main` is run, on the class path of this JVM
  /// @param log where its output is appended to
  public static Program start(
      List<String> flags,
      String main,
      Map<String, Object> settings,
      List<String> arguments,
      Path log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(arguments);
    try {
      return new Program(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + main, e);
    }
  }

  /// Processor time of all its threads since its start.
  public Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /// Bytes of its heap that are still of use. Makes it collect all garbage first.
  public long liveBytes() {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process asked =
          new ProcessBuilder(
                  jcmd.toString(),
                  Long.toString(process.pid()),
                  "GC.class_histogram",
                  "-parallel=1")
              .redirectErrorStream(true)
              .start();
      String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      // Total  <objects>  <bytes>
      String total = said.substring(said.lastIndexOf("Total"));
      return Long.parseLong(total.strip().split("\\s+")[2]);
    } catch (IOException e) {
      throw new UncheckedIOException("jcmd did not answer", e);
    }
  }

  /// `kill -9`; returns when it is gone.
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /// Asks it to end, and kills it when it takes longer than 30 s.
  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
    kill();
  }
}
