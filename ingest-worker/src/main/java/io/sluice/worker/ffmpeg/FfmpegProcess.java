package io.sluice.worker.ffmpeg;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One child process that is an FFmpeg.
///
/// Thread: `ffmpeg-stderr-PID` reads what it says and completes its exit, `ffmpeg-progress-PID`
/// reads its progress; both end with it.
final class FfmpegProcess implements RunningFfmpeg {
  private static final Logger LOG = LoggerFactory.getLogger(FfmpegProcess.class);
  private static final int FIRST_LINES = 50;
  private static final int LAST_LINES = 200;
  private static final int LINES_IN_EXIT = 20;

  /// Looking whether it listens costs the processor that it needs to come so far, all the more when
  /// many start at once: the longer it takes, the less often.
  private static final int LOOKS_PER_TIME_SO_FAR = 10;

  private static final Duration SHORTEST_POLL = Duration.ofMillis(5);
  private static final Duration LONGEST_POLL = Duration.ofMillis(50);

  private final Process process;
  private final List<Integer> ports;
  private final LineRedaction redaction;
  private final StopPatience patience;
  private final List<String> arguments;
  private final LineLog lines = new LineLog(FIRST_LINES, LAST_LINES, InstantSource.system());
  private final CompletableFuture<FfmpegExit> exit = new CompletableFuture<>();

  private volatile Progress progress = Progress.NONE;
  private volatile boolean asked;

  private FfmpegProcess(
      Process process,
      List<String> arguments,
      List<Integer> ports,
      LineRedaction redaction,
      StopPatience patience) {
    this.process = process;
    this.arguments = arguments.stream().map(redaction::redacted).toList();
    this.ports = ports;
    this.redaction = redaction;
    this.patience = patience;
  }

  /// @param arguments after the program's name
  static FfmpegProcess watch(
      Process process,
      List<String> arguments,
      List<Integer> ports,
      LineRedaction redaction,
      StopPatience patience) {
    FfmpegProcess watched = new FfmpegProcess(process, arguments, ports, redaction, patience);
    Thread.ofPlatform()
        .daemon()
        .name("ffmpeg-progress-" + process.pid())
        .start(watched::readProgress);
    Thread.ofPlatform().daemon().name("ffmpeg-stderr-" + process.pid()).start(watched::readErrors);
    return watched;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public CompletableFuture<FfmpegExit> exit() {
    return exit;
  }

  @Override
  public Progress progress() {
    return progress;
  }

  @Override
  public Said said() {
    return lines.said(arguments);
  }

  @Override
  public boolean awaitListening(Duration limit) throws InterruptedException {
    long since = System.nanoTime();
    while (!BoundSockets.holdsAll(pid(), ports)) {
      Duration soFar = Duration.ofNanos(System.nanoTime() - since);
      if (soFar.compareTo(limit) > 0 || ended(poll(soFar))) {
        return false;
      }
    }
    return true;
  }

  private static Duration poll(Duration soFar) {
    return Duration.ofNanos(
        Math.clamp(
            soFar.toNanos() / LOOKS_PER_TIME_SO_FAR,
            SHORTEST_POLL.toNanos(),
            LONGEST_POLL.toNanos()));
  }

  @Override
  public boolean stop(Runnable bye) {
    asked = true;
    try {
      sayQuit();
      say(bye);
      if (ended(patience.afterBye())) {
        return false;
      }
      // One that was suspended could not hear any of this.
      Signals.resume(pid());
      // Not Process.destroy: that closes our ends of the pipes, and the last lines would be lost.
      process.toHandle().destroy();
      say(bye);
      if (ended(patience.afterTerm())) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LOG.atWarn().addKeyValue("pid", pid()).log("ffmpeg did not end when asked, killing it");
    process.toHandle().destroyForcibly();
    exit.join();
    return true;
  }

  private void say(Runnable bye) {
    try {
      bye.run();
    } catch (RuntimeException e) {
      // The next step is harder; it must be taken all the same.
      LOG.atWarn().addKeyValue("pid", pid()).setCause(e).log("BYE could not be sent");
    }
  }

  private void sayQuit() {
    try {
      OutputStream stdin = process.getOutputStream();
      stdin.write('q');
      stdin.flush();
    } catch (IOException e) {
      LOG.atDebug().addKeyValue("pid", pid()).log("ffmpeg had closed its input");
    }
  }

  private boolean ended(Duration within) throws InterruptedException {
    try {
      exit.get(within.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new AssertionError("the exit is only ever completed with a value", e);
    }
  }

  private void readErrors() {
    eachLine(process.getErrorStream(), line -> lines.add(redaction.redacted(line)));
    int value = waitFor();
    closePipes();
    exit.complete(
        ExitClassifier.classify(pid(), value, asked, lines.all())
            .withLastLines(lines.last(LINES_IN_EXIT)));
  }

  private void readProgress() {
    ProgressParser parser = new ProgressParser();
    eachLine(
        process.getInputStream(), line -> parser.line(line).ifPresent(report -> progress = report));
  }

  private static void eachLine(InputStream stream, Consumer<String> action) {
    try {
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      String line = reader.readLine();
      while (line != null) {
        action.accept(line);
        line = reader.readLine();
      }
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("a pipe of ffmpeg was closed");
    }
  }

  private int waitFor() {
    while (true) {
      try {
        return process.waitFor();
      } catch (InterruptedException e) {
        LOG.atDebug().log("nobody interrupts this thread; waiting on");
      }
    }
  }

  private void closePipes() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("the input of ffmpeg was closed already");
    }
  }
}
