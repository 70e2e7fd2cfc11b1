package io.sluice.benchmarks.publish;

import io.sluice.acceptance.browser.Browser;
import io.sluice.acceptance.browser.BrowserPublisher;
import io.sluice.acceptance.browser.Chromium;
import io.sluice.acceptance.browser.PublishOrder;
import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.benchmarks.MeasuredFleet;
import io.sluice.schemas.MediaStarted;
import io.sluice.schemas.PublisherConnected;
import io.sluice.schemas.PublisherDisconnected;
import java.nio.file.Files;
import java.nio.file.Path;

/// One Chromium publishes to one process, again and again, by way of the gateway.
public final class PostToFirstPacket {
  private static final int WARM_UP = 3;
  private static final int PUBLISHES = 50;
  private static final String PROCESS = "published";

  private PostToFirstPacket() {}

  /// Arguments: how many publishes (default 50), how many before them to warm up (default 3), the
  /// codec (default H264).
  public static void main(String[] args) throws Exception {
    int publishes = args.length > 0 ? Integer.parseInt(args[0]) : PUBLISHES;
    int warmUp = args.length > 1 ? Integer.parseInt(args[1]) : WARM_UP;
    String codec = args.length > 2 ? args[2] : "H264";
    System.out.println(measure(publishes, warmUp, codec).table());
    System.exit(0);
  }

  static PublishTimes measure(int publishes, int warmUp, String codec) throws Exception {
    Path folder = Files.createTempDirectory(MeasuredFleet.target(), "post-to-first-packet-");
    try (MeasuredFleet fleet = new MeasuredFleet(folder);
        Browser chromium = Chromium.start()) {
      fleet.commands().start(PROCESS, Configs.recording(codec, PROCESS + ".mkv"));
      ProcessWatch process = fleet.log().process(PROCESS);
      process.awaitRoute();
      PublishOrder order = PublishOrder.of(fleet.whipUrl(PROCESS), codec);
      for (int i = 1; i <= warmUp + publishes; i++) {
        publish(chromium, order, process, i);
      }
      return times(process, warmUp);
    }
  }

  private static void publish(
      Browser chromium, PublishOrder order, ProcessWatch process, int number) {
    BrowserPublisher publisher = chromium.publish(order);
    process.awaitFacts(MediaStarted.class, number);
    publisher.end();
    // A process takes one publisher at a time.
    process.awaitFacts(PublisherDisconnected.class, number);
  }

  private static PublishTimes times(ProcessWatch process, int warmUp) {
    PublishTimes times = new PublishTimes();
    process.causes(PublisherConnected.class).stream()
        .skip(warmUp)
        .forEach(fact -> times.connected().add(fact.getSincePostMicros()));
    process.causes(MediaStarted.class).stream()
        .skip(warmUp)
        .forEach(fact -> times.firstPacket().add(fact.getSincePostMicros()));
    return times;
  }
}
