package io.sluice.eventlog.loop;

import io.sluice.eventlog.contract.Counting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// A loop in a JVM of its own, which dies like one that is killed: in the midst of its third
/// commit, with records and offsets sent.
final class DoomedLoop {
  static final int HALTED = 137;

  private DoomedLoop() {}

  static Process launch(Fleet fleet, String instance) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            DoomedLoop.class.getName(),
            fleet.config(instance).kafka().bootstrap(),
            fleet.topics.name(""),
            instance)
        .inheritIO()
        .start();
  }

  public static void main(String[] arguments) {
    String prefix = arguments[1];
    LoopConfig config = Fleet.config(arguments[0], prefix, arguments[2]).withMaxBatch(7);
    AtomicInteger commits = new AtomicInteger();
    PausingClients[] clients = new PausingClients[1];
    clients[0] =
        PausingClients.before(
            "commitTransaction",
            () -> {
              if (commits.incrementAndGet() == 3) {
                Runtime.getRuntime().halt(HALTED);
              }
              clients[0].arm();
            });
    clients[0].arm();
    new TransactionalLoop(
            config, Counting.writing(prefix + "STATE", prefix + "OUT"), health -> {}, clients[0])
        .start();
  }
}
