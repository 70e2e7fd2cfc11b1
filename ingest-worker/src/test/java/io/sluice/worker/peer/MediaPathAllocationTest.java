package io.sluice.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.sdp.AcceptedCodecs;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.testing.LegReceiver;
import io.sluice.worker.testing.MediaSamples;
import io.sluice.worker.testing.TestPublisher;
import io.sluice.worker.udp.DatagramIo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What one packet costs the collector on its whole way, from the encrypted datagram to FFmpeg's
/// socket, by the event loop's own count of allocated bytes.
class MediaPathAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final byte[] FRAME = Arrays.copyOf(MediaSamples.vp8Frame(), 1_100);
  private static final int ROUNDS = 40;
  private static final int PACKETS = 2_000;
  private static final int UNDER_WAY = 50;

  /// jitsi-srtp makes a cipher's parameter object and its array for each packet, 80 bytes; timers
  /// and feedback of the whole session are spread over its packets.
  private static final int MOST_BYTES = 120;

  private final LegReceiver ffmpeg = LegReceiver.open();
  private final IngestLegs legs =
      IngestLegs.open(
          LegPlan.adjacent(ffmpeg.firstPort(), MediaCodec.VP8, 96, MediaCodec.OPUS, 111));
  private final TestPublisher publisher = TestPublisher.open();
  private final MediaServer server =
      MediaServer.start(MediaServerConfig.usual(MediaNetwork.loopback().withIo(DatagramIo.NATIVE)));

  @AfterEach
  void close() {
    publisher.close();
    server.close();
    legs.close();
  }

  /// Once the compiler has had its time; how long that is, is not ours to say.
  @Test
  void allocatesNothingForAPacketButWhatTheSrtpLibraryDoes() throws Exception {
    PublisherSession session =
        server.accept(
            publisher.offer("VP8/90000", "actpass"),
            "test",
            AcceptedCodecs.only(legs.plan().choice()),
            new RecordedEvents());
    session.switchTo(legs);
    legs.ffmpegListens();
    publisher.connect(session.answerSdp());
    publisher.video(0, 0, MediaSamples.vp8KeyFrame(640, 360));
    await().until(() -> server.counters().packetsForwarded() == 1);
    ffmpeg.close(); // what arrives is not counted here, and would fill memory

    long loop = mediaLoop();
    long perPacket = Long.MAX_VALUE;
    int sequence = 1;
    for (int round = 0; round < ROUNDS && perPacket > MOST_BYTES; round++) {
      long before = THREADS.getThreadAllocatedBytes(loop);
      for (int i = 0; i < PACKETS; i++) {
        publisher.video(sequence & 0xffff, sequence * 300, FRAME);
        sequence++;
        if (i % UNDER_WAY == 0) {
          awaitForwarded(sequence);
        }
      }
      awaitForwarded(sequence);
      perPacket = (THREADS.getThreadAllocatedBytes(loop) - before) / PACKETS;
    }

    assertThat(perPacket).as("bytes for a packet").isLessThanOrEqualTo(MOST_BYTES);
  }

  private void awaitForwarded(long packets) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> server.counters().packetsForwarded() >= packets);
  }

  private static long mediaLoop() {
    return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().equals("media-loop-0"))
        .mapToLong(ThreadInfo::getThreadId)
        .findFirst()
        .orElseThrow();
  }
}
