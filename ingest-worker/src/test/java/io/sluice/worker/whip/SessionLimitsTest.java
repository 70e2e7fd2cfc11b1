package io.sluice.worker.whip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.whip.IceServers;
import io.sluice.whip.WhipReply;
import io.sluice.worker.ingest.testing.OpenIngest;
import io.sluice.worker.peer.MediaNetwork;
import io.sluice.worker.peer.MediaServer;
import io.sluice.worker.peer.MediaServerConfig;
import io.sluice.worker.peer.SessionLimits;
import io.sluice.worker.testing.TestPublisher;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two processes of one worker that has room for one publisher (RFC 9725 §4.5, §5).
class SessionLimitsTest {
  private static final int ANY_NUMBER = 100;

  private final TestPublisher publisher = TestPublisher.open();
  private final TestPublisher second = TestPublisher.open();
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    publisher.close();
    second.close();
    for (AutoCloseable open : opened.reversed()) {
      open.close();
    }
  }

  @Test
  void hasNoRoomForMoreSessionsThanItMayHave() {
    MediaServer media = media(new SessionLimits(1, ANY_NUMBER));
    WhipEndpoints endpoints = endpoints(ingest("show", media));
    WhipEndpoints others = endpoints(ingest("other", media));
    WhipReply first = endpoints.post("show", offer(publisher));
    assertThat(first.status()).isEqualTo(201);

    assertOverloaded(others.post("other", offer(second)));
    publisher.connect(first.body());
    await().until(() -> media.counters().sessionsConnected() == 1);
    assertOverloaded(others.post("other", offer(second)));
    assertThat(endpoints.delete("show", session(first), Requests.of("")).status()).isEqualTo(200);

    await().until(() -> media.counters().openSessions() == 0);
    assertThat(others.post("other", offer(second)).status()).isEqualTo(201);
  }

  @Test
  void hasNoRoomForMoreHandshakesThanItMayHave() {
    MediaServer media = media(new SessionLimits(ANY_NUMBER, 1));
    WhipEndpoints endpoints = endpoints(ingest("show", media));
    WhipEndpoints others = endpoints(ingest("other", media));
    WhipReply first = endpoints.post("show", offer(publisher));
    assertThat(first.status()).isEqualTo(201);

    assertOverloaded(others.post("other", offer(second)));
    publisher.connect(first.body());

    await().until(() -> media.counters().sessionsConnected() == 1);
    assertThat(others.post("other", offer(second)).status()).isEqualTo(201);
  }

  private MediaServer media(SessionLimits limits) {
    MediaServerConfig usual = MediaServerConfig.loopback();
    MediaServer media =
        MediaServer.start(
            new MediaServerConfig(
                MediaNetwork.loopback(),
                usual.connectTimeout(),
                usual.consentTimeout(),
                usual.keyFrameInterval(),
                limits));
    opened.add(media);
    return media;
  }

  private OpenIngest ingest(String processId, MediaServer media) {
    OpenIngest ingest = OpenIngest.behind(media::accept, processId);
    opened.add(ingest);
    return ingest;
  }

  private static WhipEndpoints endpoints(OpenIngest ingest) {
    return new WhipEndpoints(ingest.ingests(), Requests.noLimits(), IceServers.none());
  }

  private static WhipRequest offer(TestPublisher publisher) {
    return Requests.of(publisher.offer("VP8/90000", "actpass"), "Content-Type", "application/sdp");
  }

  private static String session(WhipReply created) {
    return created.header("Location").orElseThrow().substring("/whip/show/".length());
  }

  private static void assertOverloaded(WhipReply reply) {
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isPresent();
    assertThat(reply.body()).contains("OVERLOADED");
  }
}
