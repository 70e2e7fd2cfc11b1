package io.sluice.standalone.publish;

import dev.onvoid.webrtc.RTCPeerConnectionState;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One publisher, from its offer to its end.
///
/// Thread: one of its own opens, keeps and closes the publication: libwebrtc deadlocks when it is
/// closed from its own callbacks. What other threads read is volatile.
final class Publisher {
  private static final long STATISTICS_PERIOD_MILLIS = 500;

  private final String name;
  private final PublishPlan plan;
  private final int number;
  private final WebRtc webRtc;
  private final SyntheticMedia media;
  private final WhipClient whip;
  private final PublisherConsole console;
  private final CompletableFuture<Void> stopped;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile SentSoFar sent = SentSoFar.NOTHING;
  private volatile boolean connected;
  private volatile boolean failed;

  Publisher(
      String name,
      PublishPlan plan,
      int number,
      WebRtc webRtc,
      SyntheticMedia media,
      WhipClient whip,
      PublisherConsole console,
      CompletableFuture<Void> stopped) {
    this.name = name;
    this.plan = plan;
    this.number = number;
    this.webRtc = webRtc;
    this.media = media;
    this.whip = whip;
    this.console = console;
    this.stopped = stopped;
  }

  void start() {
    Thread.ofPlatform().name("publisher-" + (number + 1)).start(this::publish);
  }

  /// Completes when all of it is closed; never exceptionally.
  CompletableFuture<Void> ended() {
    return ended;
  }

  SentSoFar sent() {
    return sent;
  }

  boolean isConnected() {
    return connected;
  }

  boolean hasFailed() {
    return failed;
  }

  private void publish() {
    try (var publication = new Publication(webRtc, media, plan, whip, this::tellState)) {
      publication.open(plan.endpoints().get(number));
      connected = true;
      stayUntilTheEnd(publication);
    } catch (PublishFailedException e) {
      failed = true;
      console.say(name, e.inWords());
    } finally {
      connected = false;
      ended.complete(null);
    }
  }

  private void stayUntilTheEnd(Publication publication) throws PublishFailedException {
    long endsAt = plan.duration().map(d -> System.nanoTime() + d.toNanos()).orElse(Long.MAX_VALUE);
    var over = CompletableFuture.anyOf(stopped, publication.lost());
    while (System.nanoTime() < endsAt && !over.isDone()) {
      sent = publication.sent();
      long left = TimeUnit.NANOSECONDS.toMillis(endsAt - System.nanoTime());
      await(over, Math.clamp(left, 1, STATISTICS_PERIOD_MILLIS));
    }
    connected = false;
    if (publication.lost().isDone()) {
      throw new PublishFailedException("the server or the network ended the connection");
    }
  }

  private static void await(CompletableFuture<?> over, long millis) {
    try {
      over.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // not over yet: the loop goes on
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tellState(RTCPeerConnectionState state) {
    console.say(name, state.name().toLowerCase(Locale.ROOT));
  }
}
