package io.sluice.worker.peer;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/// python3-aiortc as a publisher, in a process of its own.
final class AiortcPublisher implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private AiortcPublisher(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.US_ASCII);
  }

  static AiortcPublisher start(Path folder, String codec) throws IOException {
    Path script = folder.resolve("aiortc_publisher.py");
    try (InputStream in = AiortcPublisher.class.getResourceAsStream("aiortc_publisher.py")) {
      if (in == null) {
        throw new IOException("the publisher's script is not on the class path");
      }
      Files.write(script, in.readAllBytes());
    }
    File errors = folder.resolve("aiortc.log").toFile();
    return new AiortcPublisher(
        new ProcessBuilder("/usr/bin/python3", script.toString(), codec)
            .redirectError(errors)
            .start());
  }

  String offer() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new IOException("aiortc ended before its offer");
    }
    return new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8);
  }

  void answer(String sdp) throws IOException {
    OutputStream input = process.getOutputStream();
    input.write(Base64.getEncoder().encode(sdp.getBytes(StandardCharsets.UTF_8)));
    input.write('\n');
    input.flush();
  }

  /// Lets it close its connection.
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
