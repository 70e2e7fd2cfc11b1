package io.sluice.standalone.publish;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs the publishers of one plan, side by side, and tells how they fare.
///
/// Thread: `run` by its caller, `stop` by any.
public final class Publishing {
  private static final Duration STATISTICS_PERIOD = Duration.ofSeconds(1);

  private final PublishPlan plan;
  private final DrawnPicture picture;
  private final PublisherConsole console;
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private final CountDownLatch finished = new CountDownLatch(1);

  /// Publishes coloured bars with the time of day.
  public Publishing(PublishPlan plan, PrintStream out) {
    this(plan, new TestPicture(plan.video().width(), plan.video().height()), out);
  }

  public Publishing(PublishPlan plan, DrawnPicture picture, PrintStream out) {
    this.plan = plan;
    this.picture = picture;
    this.console = new PublisherConsole(out);
  }

  /// Publishes until the time is over, all publishers have ended, or `stop` is called.
  ///
  /// @return how many publishers failed to start or were cut off
  public int run() throws PublishFailedException {
    try (var webRtc = WebRtc.load();
        var media = new SyntheticMedia(plan.video(), picture);
        var whip = new WhipClient(plan.token())) {
      media.start();
      List<Publisher> publishers = new ArrayList<>();
      for (int n = 0; n < plan.endpoints().size(); n++) {
        publishers.add(new Publisher(nameOf(n), plan, n, webRtc, media, whip, console, stopped));
      }
      publishers.forEach(Publisher::start);
      watch(publishers);
      return (int) publishers.stream().filter(Publisher::hasFailed).count();
    } finally {
      finished.countDown();
    }
  }

  /// Ends the sessions in order and waits until they have ended, `limit` at the most.
  public void stop(Duration limit) {
    stopped.complete(null);
    try {
      finished.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String nameOf(int n) {
    return plan.endpoints().size() == 1 ? "publisher" : "publisher " + (n + 1);
  }

  private void watch(List<Publisher> publishers) {
    var all =
        CompletableFuture.allOf(
            publishers.stream().map(Publisher::ended).toArray(CompletableFuture[]::new));
    long connectedAt = 0; // before the first
    long lastAt = System.nanoTime();
    SentSoFar last = SentSoFar.NOTHING;
    while (!isDoneWithin(all, STATISTICS_PERIOD)) {
      SentSoFar sent =
          publishers.stream().map(Publisher::sent).reduce(SentSoFar.NOTHING, SentSoFar::plus);
      int connected = (int) publishers.stream().filter(Publisher::isConnected).count();
      long now = System.nanoTime();
      if (connected > 0) {
        connectedAt = connectedAt == 0 ? lastAt : connectedAt;
        console.progress(
            Duration.ofNanos(now - connectedAt),
            connected,
            publishers.size(),
            sent.minus(last),
            Duration.ofNanos(now - lastAt));
      }
      last = sent;
      lastAt = now;
    }
  }

  /// A publisher never ends by an exception: it keeps it.
  private static boolean isDoneWithin(CompletableFuture<?> future, Duration limit) {
    try {
      future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
