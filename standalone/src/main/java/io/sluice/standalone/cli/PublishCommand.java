package io.sluice.standalone.cli;

import io.sluice.standalone.cli.terminal.ExitCode;
import io.sluice.standalone.cli.terminal.UserErrorException;
import io.sluice.standalone.publish.NativeExit;
import io.sluice.standalone.publish.PublishFailedException;
import io.sluice.standalone.publish.PublishPlan;
import io.sluice.standalone.publish.Publishing;
import io.sluice.standalone.publish.SentVideo;
import io.sluice.standalone.publish.VideoCodec;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "publish",
    description = "Publish synthetic picture and sound to a WHIP endpoint, by libwebrtc.",
    footer = {
      "",
      "Exit code: 0 when every publisher sent until the end or Ctrl-C; 1 when one was",
      "refused or cut off; 2 when the command line is wrong.",
      "",
      "  sluice publish http://127.0.0.1:8080/whip/demo --seconds 30",
      "  sluice publish http://127.0.0.1:8080/whip/load-{n} --count 5 --codec vp8"
    })
final class PublishCommand implements Callable<Integer> {
  private static final String PLACEHOLDER = "{n}";
  private static final int MAX_PUBLISHERS = 200;

  /// How long Ctrl-C waits for the sessions to be ended in order.
  private static final Duration STOP_LIMIT = Duration.ofSeconds(4);

  @Parameters(
      paramLabel = "URL",
      description = "WHIP endpoint; {n} in it becomes the number of the publisher, from 1.")
  private String url = "";

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Publish this long, then end. Default: until Ctrl-C.")
  private @Nullable Integer seconds;

  @Option(
      names = "--codec",
      paramLabel = "CODEC",
      defaultValue = "H264",
      description = "h264, vp8, vp9 or av1. Default: h264.")
  private VideoCodec codec = VideoCodec.H264;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1",
      description = "Number of publishers, each to an endpoint of its own. Default: 1.")
  private int count = 1;

  @Option(names = "--token", paramLabel = "T", description = "Bearer token to show to the server.")
  private @Nullable String token;

  @Option(
      names = "--tcp",
      description = "Send by TCP only, as where no UDP passes; needs the worker's media-tcp-port.")
  private boolean tcpOnly;

  @Override
  public Integer call() {
    var publishing = new Publishing(plan(), System.out);
    var interrupted = new Thread(() -> endInOrder(publishing), "interrupted");
    Runtime.getRuntime().addShutdownHook(interrupted);
    int exitCode = run(publishing);
    NativeExit.now(exitCode);
    return exitCode;
  }

  private static int run(Publishing publishing) {
    try {
      return publishing.run() == 0 ? ExitCode.DONE : ExitCode.FAILED;
    } catch (PublishFailedException e) {
      System.err.println("sluice: " + e.inWords());
      return ExitCode.FAILED;
    }
  }

  /// On Ctrl-C and SIGTERM. The main thread ends the JVM once the publishers have ended.
  private static void endInOrder(Publishing publishing) {
    publishing.stop(STOP_LIMIT);
    NativeExit.now(ExitCode.DONE);
  }

  private PublishPlan plan() {
    if (count < 1 || count > MAX_PUBLISHERS) {
      throw UserErrorException.usage("--count must be 1 to " + MAX_PUBLISHERS);
    }
    if (seconds != null && seconds < 1) {
      throw UserErrorException.usage("--seconds must be at least 1");
    }
    if (count > 1 && !url.contains(PLACEHOLDER)) {
      throw UserErrorException.usage(
          "a process takes one publisher, so with --count the URL needs "
              + PLACEHOLDER
              + ", which becomes 1, 2, 3 …");
    }
    return new PublishPlan(
        endpoints(),
        Optional.ofNullable(seconds).map(Duration::ofSeconds),
        SentVideo.standard(codec),
        Optional.ofNullable(token),
        tcpOnly);
  }

  private List<URI> endpoints() {
    return IntStream.rangeClosed(1, count)
        .mapToObj(n -> endpoint(url.replace(PLACEHOLDER, Integer.toString(n))))
        .toList();
  }

  private static URI endpoint(String text) {
    try {
      URI uri = new URI(text);
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below: the exception's words would not help more
    }
    throw UserErrorException.usage(
        "not a URL of http or https: " + text + "; try http://127.0.0.1:8080/whip/ID");
  }
}
