package io.sluice.worker.ffmpeg;

import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SignalsTest {
  @Test
  void wakesAChildThatWasSuspended() throws Exception {
    Process child = new ProcessBuilder("sleep", "60").start();
    try {
      Path stat = Path.of("/proc/" + child.pid() + "/stat");
      new ProcessBuilder("kill", "-STOP", Long.toString(child.pid())).start().waitFor();
      await().until(() -> Files.readString(stat).contains(") T "));

      Signals.resume(child.pid());

      await().until(() -> Files.readString(stat).contains(") S "));
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void passesOverAChildThatHasEnded() throws Exception {
    Process child = new ProcessBuilder("true").start();
    child.waitFor();

    Signals.resume(child.pid());
  }
}
