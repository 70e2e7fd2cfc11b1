package io.sluice.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import io.sluice.worker.dtls.DtlsIdentity;
import io.sluice.worker.dtls.DtlsRole;
import io.sluice.worker.dtls.DtlsTransport;
import io.sluice.worker.peer.RecordedEvents.Disconnected;
import io.sluice.worker.peer.tally.DropReason;
import io.sluice.worker.sdp.AcceptedCodecs;
import io.sluice.worker.sdp.MediaChoice;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.testing.TestPublisher;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A thousand who begin and never finish.
class HalfOpenSessionsTest {
  private static final int SESSIONS = 1_000;
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Pattern NAME = Pattern.compile("\"name\": \"([^\"]*)\"");
  private static final AcceptedCodecs CODECS =
      AcceptedCodecs.only(new MediaChoice(MediaCodec.VP8, MediaCodec.OPUS));

  @TempDir Path temp;
  private final RecordedEvents events = new RecordedEvents();
  private final TestPublisher publisher = TestPublisher.open();
  private final List<PublisherPeer> peers = new ArrayList<>();
  private final MediaServer server =
      MediaServer.start(
          new MediaServerConfig(
              MediaNetwork.loopback(),
              Duration.ofSeconds(5),
              Duration.ofSeconds(30),
              Duration.ofSeconds(2)));

  @AfterEach
  void close() {
    publisher.close();
    server.close();
  }

  @Test
  void leavesNothingOfOffersThatNobodyFollowsUp() throws Exception {
    List<String> before = threadsOfTheWorker();
    for (int i = 0; i < SESSIONS; i++) {
      PublisherPeer _ = accept();
    }
    assertThat(server.counters().openSessions()).isPositive();

    assertNothingLeft("no STUN from the publisher");
    assertThat(before).containsAll(threadsOfTheWorker());
  }

  @Test
  void leavesNothingOfHandshakesThatNobodyFinishes() throws Exception {
    List<String> before = threadsOfTheWorker();
    byte[] hello = clientHello();
    for (int i = 0; i < SESSIONS; i++) {
      publisher.answered(accept().answerSdp());
      publisher.changeAddress();
      publisher.check();
      publisher.sendRaw(hello, hello.length);
    }
    await().until(() -> threadsOfTheWorker().stream().anyMatch(name -> name.startsWith("dtls-")));

    assertNothingLeft("the DTLS handshake began");
    assertThat(peers).allSatisfy(peer -> assertThat(peer.lastWord()).succeedsWithin(LIMIT));
    await().atMost(LIMIT).until(() -> before.containsAll(threadsOfTheWorker()));
  }

  private void assertNothingLeft(String because) {
    await().atMost(LIMIT).until(() -> events.of(Disconnected.class).size() == SESSIONS);
    assertThat(events.of(Disconnected.class))
        .allSatisfy(end -> {
          assertThat(end.reason()).isEqualTo(DisconnectReason.NEVER_CONNECTED);
          assertThat(end.detail()).contains(because);
        });
    assertThat(server.counters().openSessions()).isZero();
    assertForgotten();
  }

  /// Neither the last session's name nor its address leads anywhere.
  private void assertForgotten() {
    int heard = publisher.stun().size();
    long unknownNames = dropped(DropReason.STUN_UNKNOWN);
    long unknownAddresses = dropped(DropReason.ADDRESS_UNKNOWN);
    publisher.answered(peers.getLast().answerSdp());
    publisher.check();
    publisher.sendRaw(new byte[] {22, (byte) 254, (byte) 253, 0}, 4);
    await().until(() -> dropped(DropReason.STUN_UNKNOWN) == unknownNames + 1);
    await().until(() -> dropped(DropReason.ADDRESS_UNKNOWN) == unknownAddresses + 1);
    assertThat(publisher.stun()).hasSize(heard);
  }

  private PublisherPeer accept() throws OfferRefusedException {
    PublisherPeer peer =
        (PublisherPeer)
            server.accept(publisher.offer("VP8/90000", "actpass"), "test", CODECS, events);
    peers.add(peer);
    return peer;
  }

  private long dropped(DropReason reason) {
    return server.counters().datagramsDropped().getOrDefault(reason, 0L);
  }

  /// The first flight of a client that then says no more.
  private static byte[] clientHello() throws Exception {
    DtlsIdentity identity = DtlsIdentity.generate();
    CompletableFuture<byte[]> first = new CompletableFuture<>();
    try (DtlsTransport _ =
        DtlsTransport.start(
            "test-hello",
            new DtlsTransport.Config(
                DtlsRole.CLIENT, identity, List.of(identity.fingerprint()), LIMIT),
            (buffer, offset, length) -> {
              boolean _ = first.complete(Arrays.copyOfRange(buffer, offset, offset + length));
            })) {
      return first.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /// Virtual ones too.
  private List<String> threadsOfTheWorker() throws IOException {
    Path dump = Files.createTempFile(temp, "threads", ".json");
    Files.delete(dump);
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(dump.toString(), ThreadDumpFormat.JSON);
    return NAME.matcher(Files.readString(dump))
        .results()
        .map((MatchResult found) -> found.group(1))
        .filter(name -> name.matches("(dtls-|media-).*"))
        .sorted()
        .toList();
  }
}
