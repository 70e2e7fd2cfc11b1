package io.sluice.worker.peer;

import static org.awaitility.Awaitility.await;

import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.peer.RecordedEvents.Disconnected;
import io.sluice.worker.peer.tally.DropReason;
import io.sluice.worker.sdp.AcceptedCodecs;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.testing.LegReceiver;
import io.sluice.worker.testing.MediaSamples;
import io.sluice.worker.testing.TestPublisher;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A media server, a publisher for it, and what stands in for FFmpeg.
abstract class MediaServerFixture {
  static final byte[] KEY_FRAME = MediaSamples.vp8KeyFrame(640, 360);
  static final byte[] FRAME = MediaSamples.vp8Frame();

  final LegReceiver ffmpeg = LegReceiver.open();
  final IngestLegs legs =
      IngestLegs.open(
          LegPlan.adjacent(ffmpeg.firstPort(), MediaCodec.VP8, 96, MediaCodec.OPUS, 111));
  final RecordedEvents events = new RecordedEvents();
  final TestPublisher publisher = TestPublisher.open();
  MediaServer server = MediaServer.start(MediaServerConfig.loopback());

  @BeforeEach
  void ffmpegListens() {
    legs.ffmpegListens();
  }

  @AfterEach
  void close() {
    publisher.close();
    server.close();
    legs.close();
    ffmpeg.close();
  }

  PublisherSession connect() throws OfferRefusedException {
    PublisherSession session = accept(publisher.offer("VP8/90000", "actpass"));
    publisher.connect(session.answerSdp());
    return session;
  }

  PublisherSession accept(String offer) throws OfferRefusedException {
    PublisherSession session =
        server.accept(offer, "test", AcceptedCodecs.only(legs.plan().choice()), events);
    session.switchTo(legs);
    return session;
  }

  void restart(Duration connectTimeout, Duration consentTimeout) {
    server.close();
    server =
        MediaServer.start(
            new MediaServerConfig(
                MediaNetwork.loopback(), connectTimeout, consentTimeout, Duration.ofSeconds(2)));
  }

  Disconnected disconnected() {
    await().until(() -> !events.of(Disconnected.class).isEmpty());
    return events.of(Disconnected.class).getFirst();
  }

  long dropped(DropReason reason) {
    return server.counters().datagramsDropped().getOrDefault(reason, 0L);
  }
}
