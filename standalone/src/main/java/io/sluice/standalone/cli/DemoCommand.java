package io.sluice.standalone.cli;

import io.sluice.standalone.cli.terminal.ExitCode;
import io.sluice.standalone.cli.terminal.UserErrorException;
import io.sluice.standalone.demo.Demo;
import io.sluice.standalone.demo.DemoFailedException;
import io.sluice.standalone.demo.DemoFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = "Run one stream end to end, from a command on Kafka to files, and check them.",
    footer = {
      "",
      "Writes demo.mkv, hls/index.m3u8 with its segments, timeline.jsonl, sluice.log",
      "and publisher.log to DIR. Uses free ports, so it can run beside `sluice up`.",
      "",
      "Exit code: 0 when video and audio are there and their length within a fifth",
      "of the time asked for, 1 when something is missing, 2 wrong use."
    })
final class DemoCommand implements Callable<Integer> {
  private static final int MIN_SECONDS = 3;
  private static final int MAX_SECONDS = 3600;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "15",
      description = "Publish this long. Default: 15.")
  private int seconds;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the results go. Default: target/demo in the checkout.")
  private @Nullable Path out;

  @Mixin private LogOptions log = new LogOptions();

  @Override
  public Integer call() throws InterruptedException {
    if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
      throw UserErrorException.usage("--seconds must be " + MIN_SECONDS + " to " + MAX_SECONDS);
    }
    try {
      DemoFolder folder =
          DemoFolder.prepare(out == null ? Home.folder().resolve("target/demo") : out);
      log.toFile(folder.log());
      return run(folder);
    } catch (IOException e) {
      throw UserErrorException.failed("cannot write the results: " + e);
    }
  }

  private int run(DemoFolder folder) throws InterruptedException, IOException {
    var demo = new Demo(Duration.ofSeconds(seconds), folder, Sluice.class.getName(), System.out);
    Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "interrupted"));
    try (demo) {
      return demo.run() ? ExitCode.DONE : ExitCode.FAILED;
    } catch (DemoFailedException e) {
      throw UserErrorException.failed(e.getMessage() + "; the log: " + folder.log());
    }
  }
}
