package io.sluice.standalone.publish;

import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import java.nio.ByteBuffer;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The picture and the sound, drawn once for all publishers of this JVM.
///
/// Thread: two of its own, one a medium.
final class SyntheticMedia implements AutoCloseable {
  private static final long SOUND_PERIOD_MICROS = 10_000;

  final CustomVideoSource picture = new CustomVideoSource();
  final CustomAudioSource sound = new CustomAudioSource();

  private final ScheduledExecutorService pictureClock = clock("synthetic-picture");
  private final ScheduledExecutorService soundClock = clock("synthetic-sound");
  private final SentVideo video;
  private final DrawnPicture drawing;
  private final TestTone tone = new TestTone();
  private long frame;

  SyntheticMedia(SentVideo video, DrawnPicture drawing) {
    this.video = video;
    this.drawing = drawing;
  }

  void start() {
    long picturePeriodMicros = 1_000_000 / video.framesPerSecond();
    pictureClock.scheduleAtFixedRate(
        this::pushPicture, 0, picturePeriodMicros, TimeUnit.MICROSECONDS);
    soundClock.scheduleAtFixedRate(this::pushSound, 0, SOUND_PERIOD_MICROS, TimeUnit.MICROSECONDS);
  }

  /// To be called when no track uses the sources any more.
  @Override
  public void close() {
    pictureClock.close();
    soundClock.close();
    picture.dispose();
    sound.dispose();
  }

  private void pushPicture() {
    drawing.draw(frame++, LocalTime.now(ZoneOffset.UTC));
    // A new buffer each time: an encoder may still be reading the last one.
    NativeI420Buffer buffer = NativeI420Buffer.allocate(video.width(), video.height());
    copy(drawing.y(), video.width(), buffer.getDataY(), buffer.getStrideY());
    copy(drawing.u(), video.width() / 2, buffer.getDataU(), buffer.getStrideU());
    copy(drawing.v(), video.width() / 2, buffer.getDataV(), buffer.getStrideV());
    var picked = new VideoFrame(buffer, System.nanoTime());
    picture.pushFrame(picked);
    picked.release();
  }

  private void pushSound() {
    sound.pushAudio(
        tone.next(),
        TestTone.BITS_PER_SAMPLE,
        TestTone.SAMPLE_RATE_HZ,
        TestTone.CHANNELS,
        TestTone.SAMPLES_PER_PORTION);
  }

  private static void copy(byte[] plane, int width, ByteBuffer target, int stride) {
    for (int row = 0; row * width < plane.length; row++) {
      target.put(row * stride, plane, row * width, width);
    }
  }

  private static ScheduledExecutorService clock(String name) {
    return Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name(name).factory());
  }
}
