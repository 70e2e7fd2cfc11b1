package io.sluice.eventlog.share;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.KafkaConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A reader in a JVM of its own, which dies like one that is killed, or stands still as one does
/// whose host hangs: each time with a record worked on of which its group has not heard.
final class DoomedReader implements AutoCloseable {
  static final int HALTED = 137;

  /// What comes under this key is never done.
  static final String STUCK = "stuck";

  /// It dies while it works on it.
  static final String DEADLY = "deadly";

  /// It stands still while it works on it, until it is woken.
  static final String NUMBING = "numbing";

  private final Process process;

  private DoomedReader(Process process) {
    this.process = process;
  }

  static DoomedReader launch(String bootstrap, String topic, String group) throws IOException {
    return new DoomedReader(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DoomedReader.class.getName(),
                bootstrap,
                topic,
                group)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /// Returns when it stands still, or does so at once.
  boolean isNumb() {
    return process.inputReader().lines().anyMatch(NUMBING::equals);
  }

  void wake() throws IOException, InterruptedException {
    signal("-CONT", process.pid());
  }

  int exitValue() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }

  public static void main(String[] arguments) throws InterruptedException {
    SharedReader.start(
        KafkaConnection.to(arguments[0]),
        arguments[1],
        arguments[2],
        "doomed",
        (_, mark) -> new TextWork(mark, DoomedReader::work));
    new CountDownLatch(1).await(); // the reader's own thread keeps no JVM alive
  }

  private static boolean work(InputRecord record) {
    switch (TextWork.text(record)) {
      case DEADLY -> Runtime.getRuntime().halt(HALTED);
      case NUMBING -> standStill();
      default -> {}
    }
    return !STUCK.equals(record.key());
  }

  private static void standStill() {
    System.out.println(NUMBING);
    try {
      signal("-STOP", ProcessHandle.current().pid());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void signal(String signal, long pid) throws IOException, InterruptedException {
    int refused = new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
    if (refused != 0) {
      throw new IOException("kill " + signal + " ended with " + refused);
    }
  }
}
